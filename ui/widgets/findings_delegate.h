#pragma once

#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/selection.h"
#include "ui/widgets/plain_text.h"

#include <set>

namespace asg::widgets {

/// Paints a row of the findings list: the mark where report and model differ, the existence mark, the probability with
/// its bar and the tick at its threshold, and the one selection. The view's own selection is not used. GUI thread.
class FindingsDelegate final : public PlainDelegate {
    Q_OBJECT
public:
    FindingsDelegate(const presenters::FindingsPresenter& findings, QObject* parent)
        : PlainDelegate(parent), m_findings(findings) {}

    /// The tags to be lit, and those of them that are kept and not only previewed.
    void setLit(std::set<domain::TagId> lit, std::set<domain::TagId> kept);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const presenters::FindingsPresenter& m_findings;
    std::set<domain::TagId> m_lit;
    std::set<domain::TagId> m_kept;
};

}  // namespace asg::widgets
