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

/// A corrected report numbers its links anew: the link of the same regions, else the first sentence of the old one.
SelectionSeed carriedOver(const SelectionSeed& seed, const domain::Analysis& from, const domain::Analysis& to) {
    const auto* id = std::get_if<domain::LinkId>(&seed);
    if (id == nullptr || !from.report || !to.report) return seed;
    const auto old = std::ranges::find(from.report->links, *id, &domain::Link::id);
    if (old == from.report->links.end()) return seed;
    const auto same = std::ranges::find(to.report->links, old->regions, &domain::Link::regions);
    if (same != to.report->links.end()) return same->id;
    return old->sentences.front();
}

}  // namespace

SelectionPresenter::SelectionPresenter(QObject* parent) : QObject(parent) {}

void SelectionPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    Selection kept;
    if (m_kept.seed && sameReport(m_analysis.get(), analysis.get()))
        kept = select(*analysis, carriedOver(*m_kept.seed, *m_analysis, *analysis));
    m_analysis = std::move(analysis);
    m_preview.reset();
    replaceKept(std::move(kept));
}

void SelectionPresenter::setTagOrder(std::vector<domain::TagId> tags) {
    m_tagOrder = std::move(tags);
}

void SelectionPresenter::preview(const std::optional<SelectionSeed>& seed) {
    std::optional<Selection> next;
    if (seed && m_analysis) next = select(*m_analysis, *seed);
    if (next && next->empty()) next.reset();
    if (next == m_preview) return;
    m_preview = std::move(next);
    Q_EMIT currentChanged();
}

void SelectionPresenter::keep(const std::optional<SelectionSeed>& seed) {
    replaceKept(seed && m_analysis ? select(*m_analysis, *seed) : Selection{});
    Q_EMIT chosen();
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
    std::set<domain::LinkId> belonging;
    if (m_kept.link) belonging.insert(*m_kept.link);
    stepThrough(idsOf(m_analysis->report->links, &domain::Link::id), belonging, step);
}

}  // namespace asg::presenters
