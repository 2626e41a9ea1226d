#include "ui/presenters/selection_presenter.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

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

bool sameReport(const domain::Analysis* a, const domain::Analysis* b) {
    if (a == nullptr || b == nullptr || a->image.sha256 != b->image.sha256) return false;
    if (a->report.has_value() != b->report.has_value()) return false;
    return !a->report || a->report->text == b->report->text;
}

const domain::Link* linkOf(const domain::Analysis& analysis, const std::optional<domain::LinkId>& id) {
    if (!analysis.report || !id) return nullptr;
    const auto found = std::ranges::find(analysis.report->links, *id, &domain::Link::id);
    return found == analysis.report->links.end() ? nullptr : &*found;
}

/// A corrected report numbers its links anew: the one with the same regions is the same.
std::optional<domain::LinkId> sameLink(const domain::Link& old, const domain::Analysis& to) {
    if (!to.report) return std::nullopt;
    const auto same = std::ranges::find(to.report->links, old.regions, &domain::Link::regions);
    if (same == to.report->links.end()) return std::nullopt;
    return same->id;
}

}  // namespace

SelectionPresenter::SelectionPresenter(QObject* parent) : QObject(parent) {}

void SelectionPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    auto seed = m_kept.seed;
    std::optional<domain::LinkId> wanted;
    const bool goesOn = seed && sameReport(m_analysis.get(), analysis.get());
    if (goesOn)
        if (const auto* old = linkOf(*m_analysis, m_kept.link)) {
            wanted = sameLink(*old, *analysis);
            // A link that is no more: the first sentence that it was of.
            if (std::holds_alternative<domain::LinkId>(*seed))
                seed = wanted ? SelectionSeed(*wanted) : SelectionSeed(old->sentences.front());
        }
    m_analysis = std::move(analysis);
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
    std::optional<domain::LinkId> wanted;
    if (seed && m_analysis && m_kept.seed == seed && m_kept.link) {
        const auto links = linksOf(*m_analysis, *seed);
        const auto at = std::ranges::find(links, *m_kept.link);
        if (at != links.end()) wanted = at + 1 == links.end() ? links.front() : *(at + 1);
    }
    replaceKept(seed && m_analysis ? narrowed(*seed, wanted) : Selection{});
    Q_EMIT chosen();
}

Selection SelectionPresenter::narrowed(const SelectionSeed& seed, const std::optional<domain::LinkId>& wanted) const {
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
    const auto belonging = m_kept.seed ? linksOf(*m_analysis, *m_kept.seed) : std::vector<domain::LinkId>();
    stepThrough(idsOf(m_analysis->report->links, &domain::Link::id), {belonging.begin(), belonging.end()}, step);
}

}  // namespace asg::presenters
