#include "ui/presenters/selection_presenter.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

using domain::LinkedSentence;

template <typename Id>
std::optional<Id> seedAs(const Selection& selection) {
    if (selection.seed)
        if (const auto* id = std::get_if<Id>(&*selection.seed)) return *id;
    return std::nullopt;
}

template <typename Values, typename Id>
std::vector<Id> idsOf(const Values& values, Id Values::value_type::*id) {
    std::vector<Id> ids;
    ids.reserve(values.size());
    for (const auto& value : values) ids.push_back(value.*id);
    return ids;
}

/// Technique, history and the like are passed over.
bool tellsWhatIsSeen(domain::SectionName section) {
    return section == domain::SectionName::Findings || section == domain::SectionName::Impression;
}

/// A corrected report numbers its links anew: the one of the same sentence and regions is the same.
std::optional<LinkedSentence> sameLink(const domain::Report& from, LinkedSentence old, const domain::Analysis& to) {
    const auto was = std::ranges::find(from.links, old.link, &domain::Link::id);
    if (was == from.links.end() || !to.report) return std::nullopt;
    for (const auto& link : to.report->links)
        if (link.regions == was->regions && std::ranges::find(link.sentences, old.sentence) != link.sentences.end())
            return LinkedSentence{link.id, old.sentence};
    return std::nullopt;
}

}  // namespace

SelectionPresenter::SelectionPresenter(QObject* parent) : QObject(parent) {}

void SelectionPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis, std::uint64_t reportVersion) {
    auto seed = m_kept.seed;
    std::optional<LinkedSentence> wanted;
    const bool goesOn = seed && m_analysis && analysis && reportVersion == m_reportVersion;
    if (goesOn && m_kept.link) {
        wanted = sameLink(*m_analysis->report, *m_kept.link, *analysis);
        // A link that is no more: its sentence.
        if (std::holds_alternative<LinkedSentence>(*seed))
            seed = wanted ? SelectionSeed(*wanted) : SelectionSeed(m_kept.link->sentence);
    }
    m_analysis = std::move(analysis);
    m_reportVersion = reportVersion;
    m_preview.reset();
    replaceKept(goesOn ? narrowed(*seed, wanted) : Selection{});
}

void SelectionPresenter::setJudging(bool judging) {
    if (judging == m_judging) return;
    m_judging = judging;
    if (m_kept.seed) replaceKept(narrowed(*m_kept.seed, m_kept.link));
}

void SelectionPresenter::setTagOrder(std::vector<domain::TagId> tags) {
    m_tagOrder = std::move(tags);
}

void SelectionPresenter::preview(const std::optional<SelectionSeed>& seed) {
    std::optional<Selection> next;
    if (seed && m_analysis) next = select(*m_analysis, *seed);
    if (next && next->empty()) next.reset();
    if (next) next->link.reset();
    if (next == m_preview) return;
    m_preview = std::move(next);
    Q_EMIT currentChanged();
}

void SelectionPresenter::keep(const std::optional<SelectionSeed>& seed) {
    std::optional<LinkedSentence> wanted;
    if (seed && m_analysis && m_kept.seed == seed && m_kept.link) {
        const auto links = linksOf(*m_analysis, *seed);
        const auto at = std::ranges::find(links, *m_kept.link);
        if (at != links.end()) wanted = at + 1 == links.end() ? links.front() : *(at + 1);
    }
    replaceKept(seed && m_analysis ? narrowed(*seed, wanted) : Selection{});
    Q_EMIT chosen();
}

Selection SelectionPresenter::narrowed(const SelectionSeed& seed, const std::optional<LinkedSentence>& wanted) const {
    const auto links = linksOf(*m_analysis, seed);
    if (links.empty() || !m_judging) return select(*m_analysis, seed);
    const bool known = wanted && std::ranges::find(links, *wanted) != links.end();
    return selectLink(*m_analysis, seed, known ? *wanted : links.front());
}

SelectionPresenter::Place SelectionPresenter::placeAmongLinks() const {
    if (!m_kept.link) return {};
    const auto links = linksOf(*m_analysis, *m_kept.seed);
    const auto at = std::ranges::find(links, *m_kept.link);
    return {static_cast<std::size_t>(at - links.begin()) + 1, links.size()};
}

void SelectionPresenter::clear() {
    m_preview.reset();
    replaceKept({});
}

void SelectionPresenter::keepAgain(const Selection& before) {
    replaceKept(before.seed && m_analysis ? narrowed(*before.seed, before.link) : Selection{});
}

void SelectionPresenter::replaceKept(Selection selection) {
    m_kept = std::move(selection);
    Q_EMIT currentChanged();
}

template <typename Id>
void SelectionPresenter::stepThrough(const std::vector<Id>& ids, const std::set<Id>& belonging, int step) {
    if (ids.empty()) return;
    const auto count = static_cast<int>(ids.size());
    int next = step > 0 ? 0 : count - 1;
    if (const auto at = seedAs<Id>(m_kept)) {
        const auto found = std::ranges::find(ids, *at);
        if (found != ids.end()) next = ((static_cast<int>(found - ids.begin()) + step) % count + count) % count;
    } else if (const auto found = std::ranges::find_if(ids, [&](Id id) { return belonging.contains(id); });
               found != ids.end()) {
        // Coming from another kind of thing, the first step leads to what is already lit.
        next = static_cast<int>(found - ids.begin());
    }
    m_preview.reset();
    keep(SelectionSeed(ids[static_cast<std::size_t>(next)]));
}

void SelectionPresenter::stepSentence(int step) {
    if (!m_analysis || !m_analysis->report) return;
    const auto& sentences = m_analysis->report->sentences;
    std::vector<domain::SentenceId> told;
    for (const auto& sentence : sentences)
        if (tellsWhatIsSeen(sentence.section)) told.push_back(sentence.id);
    stepThrough(told.empty() ? idsOf(sentences, &domain::Sentence::id) : told, m_kept.sentences, step);
}

void SelectionPresenter::stepRegion(int step) {
    if (!m_analysis) return;
    stepThrough(idsOf(m_analysis->regions, &domain::RegionBox::region), m_kept.regions, step);
}

void SelectionPresenter::stepTag(int step) {
    if (m_analysis) stepThrough(m_tagOrder, m_kept.tags, step);
}

void SelectionPresenter::stepLink(int step) {
    if (!m_analysis || !m_analysis->report) return;
    // What is kept is a link, whatever it was chosen by: the step leads on from there.
    if (m_kept.link) m_kept.seed = *m_kept.link;
    const auto belonging = m_kept.seed ? linksOf(*m_analysis, *m_kept.seed) : std::vector<LinkedSentence>();
    stepThrough(linksInOrder(*m_analysis->report), {belonging.begin(), belonging.end()}, step);
}

}  // namespace asg::presenters
