#include "ui/presenters/report_presenter.h"

#include <algorithm>
#include <set>
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
    // A link of a long report may have thousands of both.
    const std::set<domain::SentenceId> own(link.sentences.begin(), link.sentences.end());
    for (const auto& span : link.spans) {
        const auto range = rangeOf(m_view->index, span);
        const auto behind = std::ranges::upper_bound(m_view->sentences, range.start, {},
                                                     [](const SentenceView& sentence) { return sentence.range.start; });
        if (behind == m_view->sentences.begin()) continue;
        const auto& sentence = *(behind - 1);
        if (range.end <= sentence.range.end && own.contains(sentence.id)) words.emplace_back(sentence.id, range);
    }
    return words;
}

}  // namespace asg::presenters
