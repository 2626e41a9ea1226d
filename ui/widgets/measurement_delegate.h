#pragma once

#include "ui/widgets/plain_text.h"

namespace asg::widgets {

/// A measurement in its list: the check mark, its name and, below, what it says. Below each other both are whole in a
/// narrow panel.
class MeasurementDelegate final : public PlainDelegate {
    Q_OBJECT
public:
    using PlainDelegate::PlainDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace asg::widgets
