#pragma once

#include "ui/widgets/plain_text.h"

namespace asg::widgets {

/// Paints a picture's card: thumbnail, title, subtitle; the open one with a bar at its left. A place of a project is
/// one line without a thumbnail: how far it is judged. GUI thread.
class PictureDelegate final : public PlainDelegate {
    Q_OBJECT
public:
    using PlainDelegate::PlainDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace asg::widgets
