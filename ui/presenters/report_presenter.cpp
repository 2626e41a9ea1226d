#include "ui/presenters/report_presenter.h"

#include <utility>

namespace asg::presenters {

void ReportPresenter::setView(ReportViewPtr view) {
    if (view == m_view) return;
    const bool sameText = view && m_view && view->text == m_view->text;
    m_view = std::move(view);
    if (sameText)
        Q_EMIT readingChanged();
    else
        Q_EMIT viewChanged();
}

domain::TextSpan ReportPresenter::spanOf(TextRange range) const {
    if (!m_view) return {};
    return {m_view->index.codePointOfUtf16(static_cast<std::size_t>(range.start)),
            m_view->index.codePointOfUtf16(static_cast<std::size_t>(range.end))};
}

std::vector<std::pair<domain::SentenceId, TextRange>> ReportPresenter::wordsOf(const domain::Link& link) const {
    std::vector<std::pair<domain::SentenceId, TextRange>> words;
    if (!m_view) return words;
    for (const auto& span : link.spans) {
        const auto range = rangeOf(m_view->index, span);
        for (const auto id : link.sentences) {
            if (id.value >= m_view->sentences.size()) continue;
            const auto& sentence = m_view->sentences[id.value].range;
            if (range.start >= sentence.start && range.end <= sentence.end) words.emplace_back(id, range);
        }
    }
    return words;
}

}  // namespace asg::presenters
