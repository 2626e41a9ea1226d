#include "ui/presenters/report_presenter.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asg::presenters {

void ReportPresenter::setView(ReportViewPtr view) {
    if (view == m_view) return;
    const bool sameText = view && m_view && view->reportVersion == m_view->reportVersion;
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

std::vector<TextRange> ReportPresenter::wordsOf(const domain::Link& link, domain::SentenceId id) const {
    std::vector<TextRange> words;
    if (!m_view || id.value >= m_view->sentences.size()) return words;
    const auto& sentence = m_view->sentences[id.value].range;
    for (const auto& span : link.spans) {
        const auto range = rangeOf(m_view->index, span);
        if (range.start >= sentence.start && range.end <= sentence.end) words.push_back(range);
    }
    return words;
}

}  // namespace asg::presenters
