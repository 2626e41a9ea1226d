#include "core/review/correction.h"

#include "core/analysis/assemble.h"
#include "core/text/alignment.h"
#include "core/text/tag_summary.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace asg::review {
namespace {

using domain::Link;
using domain::RegionId;
using domain::Report;
using domain::ReviewDecision;
using domain::Sentence;
using domain::SentenceId;
using domain::SentenceReading;
using domain::TextSpan;
using domain::Triplet;

template <typename Values, typename Value>
bool holds(const Values& values, const Value& value) {
    return std::ranges::find(values, value) != std::ranges::end(values);
}

TextSpan clipped(TextSpan span, TextSpan to) {
    const std::size_t start = std::clamp(span.start, to.start, to.end);
    return {start, std::clamp(span.end, start, to.end)};
}

std::optional<TextSpan> clipped(std::optional<TextSpan> span, TextSpan to) {
    if (span) span = clipped(*span, to);
    if (span && span->start == span->end) span.reset();
    return span;
}

/// The reading as it stands in this report: ids and spans of this sentence.
SentenceReading broughtTo(const Sentence& sentence, SentenceReading reading) {
    for (Triplet& triplet : reading.triplets) {
        triplet.sentence = sentence.id;
        triplet.findingSpan = clipped(std::optional(triplet.findingSpan), sentence.span).value_or(sentence.span);
        triplet.regionSpan = clipped(triplet.regionSpan, sentence.span);
        triplet.cueSpan = clipped(triplet.cueSpan, sentence.span);
    }
    return reading;
}

/// What the sentence points at, as the parser would hand it to the alignment.
std::vector<text::Pointer> pointersOf(const Sentence& sentence, const SentenceReading& reading) {
    std::vector<text::Pointer> pointers;
    for (const Triplet& triplet : reading.triplets) {
        if (triplet.regions.empty()) continue;
        text::Pointer pointer{sentence.id,
                              triplet.regions,
                              triplet.implied ? text::Pointing::Implied : text::Pointing::Named,
                              triplet.laterality.has_value(),
                              triplet.existence == domain::Existence::Absent,
                              {triplet.findingSpan}};
        for (const auto& words : {triplet.regionSpan, triplet.cueSpan})
            if (words) pointer.spans.push_back(*words);
        pointers.push_back(std::move(pointer));
    }
    if (!reading.places.empty())
        pointers.push_back({sentence.id, reading.places, text::Pointing::Named, false, false, {sentence.span}});
    return pointers;
}

/// Pairs are merged in this report unless it shows one that is not.
text::PairMode pairModeOf(const Report& report) {
    for (const Triplet& triplet : report.triplets)
        for (const RegionId region : triplet.regions) {
            const RegionId mirrored = domain::mirroredRegion(region);
            if (mirrored == region || !holds(triplet.regions, mirrored)) continue;
            return std::ranges::any_of(
                       report.links,
                       [&](const Link& link) { return holds(link.regions, region) && holds(link.regions, mirrored); })
                       ? text::PairMode::Merge
                       : text::PairMode::Split;
        }
    return text::PairMode::Merge;
}

class Corrector {
public:
    Corrector(const Report& parsed, std::span<const ReviewDecision> decisions)
        : m_parsed(parsed), m_pairs(pairModeOf(parsed)) {
        m_result.report = parsed;
        findStanding(decisions);
    }

    CorrectedReport run() {
        for (const auto& [id, decision] : m_result.standing) take(m_parsed.sentences[m_indexOf.at(id)], decision);
        if (m_result.standing.empty()) return std::move(m_result);
        replaceTriplets();
        relink();
        for (const auto tag : m_touchedTags) summarise(tag);
        return std::move(m_result);
    }

private:
    void findStanding(std::span<const ReviewDecision> decisions) {
        std::map<TextSpan, const ReviewDecision*> newest;
        for (const auto& decision : decisions)
            if (decision.correction) newest[decision.correction->sentence] = &decision;
        if (newest.empty()) return;
        for (std::size_t i = 0; i < m_parsed.sentences.size(); ++i) {
            const Sentence& sentence = m_parsed.sentences[i];
            const auto found = newest.find(sentence.span);
            if (found == newest.end()) continue;
            if (found->second->correction->after) m_result.standing.emplace(sentence.id, *found->second);
            m_indexOf.emplace(sentence.id, i);
            newest.erase(found);
        }
        for (const auto& [span, decision] : newest)
            if (decision->correction->after) m_result.withoutSentence.push_back(*decision);
    }

    void take(const Sentence& sentence, const ReviewDecision& decision) {
        const auto before = readingOf(m_parsed, sentence.id);
        auto after = broughtTo(sentence, *decision.correction->after);
        for (const auto* reading : {&before, &std::as_const(after)})
            for (const Triplet& triplet : reading->triplets)
                if (triplet.tag) m_touchedTags.insert(*triplet.tag);
        const auto pointers = pointersOf(sentence, after);
        if (slotsOf(pointers) != slotsOf(pointersOf(sentence, before))) {
            m_moved.insert(sentence.id);
            m_pointers.insert(m_pointers.end(), pointers.begin(), pointers.end());
        }
        m_triplets.insert(m_triplets.end(), after.triplets.begin(), after.triplets.end());
    }

    [[nodiscard]] std::set<std::vector<RegionId>> slotsOf(const std::vector<text::Pointer>& pointers) const {
        std::set<std::vector<RegionId>> slots;
        for (const Link& link : text::align(pointers, m_parsed.sentences, m_pairs)) slots.insert(link.regions);
        return slots;
    }

    void replaceTriplets() {
        auto& triplets = m_result.report.triplets;
        std::erase_if(triplets, [&](const Triplet& triplet) { return m_result.standing.contains(triplet.sentence); });
        triplets.insert(triplets.end(), m_triplets.begin(), m_triplets.end());
        std::ranges::stable_sort(triplets, {}, &Triplet::sentence);
    }

    void relink() {
        if (m_moved.empty()) return;
        auto& links = m_result.report.links;
        for (const SentenceId id : m_moved) leaveLinks(m_parsed.sentences[m_indexOf.at(id)]);
        std::erase_if(links, [](const Link& link) { return link.sentences.empty(); });
        bool lost = false;
        for (Link& link : text::align(m_pointers, m_parsed.sentences, m_pairs)) lost = !join(std::move(link)) || lost;
        if (lost)
            m_result.report.warnings.push_back(
                {"too-many-links", "The report fills all 23 region-sentence slots; further places were left out."});
        std::ranges::stable_sort(links, {}, [](const Link& link) { return link.sentences.front(); });
        for (std::size_t i = 0; i < links.size(); ++i) links[i].id = domain::LinkId(static_cast<std::uint32_t>(i));
        findUnplaced();
    }

    void leaveLinks(const Sentence& sentence) {
        for (Link& link : m_result.report.links) {
            if (std::erase(link.sentences, sentence.id) == 0) continue;
            std::erase_if(link.spans, [&](TextSpan span) {
                return span.start >= sentence.span.start && span.end <= sentence.span.end;
            });
            if (link.sentences.size() == 1) std::erase(link.rules, kSeveralSentences);
            link.similarity.reset();
        }
    }

    /// False: no slot is left for it.
    bool join(Link hand) {
        auto& links = m_result.report.links;
        hand.origin = domain::LinkOrigin::ByHand;
        const auto same = std::ranges::find(links, hand.regions, &Link::regions);
        if (same == links.end()) {
            if (links.size() == domain::kMaximumLinks) return false;
            links.push_back(std::move(hand));
            return true;
        }
        same->origin = hand.origin;
        same->similarity.reset();
        merge(same->sentences, hand.sentences);
        merge(same->spans, hand.spans);
        hand.rules.push_back(kSeveralSentences);
        merge(same->rules, hand.rules);
        return true;
    }

    template <typename T>
    static void merge(std::vector<T>& into, const std::vector<T>& more) {
        std::set<T> all(into.begin(), into.end());
        all.insert(more.begin(), more.end());
        into.assign(all.begin(), all.end());
    }

    void findUnplaced() {
        std::set<SentenceId> linked;
        for (const Link& link : m_result.report.links) linked.insert(link.sentences.begin(), link.sentences.end());
        m_result.report.unplaced.clear();
        for (const Sentence& sentence : m_parsed.sentences)
            if (!linked.contains(sentence.id)) m_result.report.unplaced.push_back(sentence.id);
    }

    void summarise(domain::TagId tag) {
        m_result.report.tags.erase(tag);
        for (const Triplet& triplet : m_result.report.triplets)
            if (triplet.tag == tag) text::addToTags(m_result.report.tags, tag, triplet.existence);
    }

    static constexpr int kSeveralSentences = 6;  // the rule that gathers several sentences in one slot

    const Report& m_parsed;
    text::PairMode m_pairs;
    CorrectedReport m_result;
    std::map<SentenceId, std::size_t> m_indexOf;
    std::vector<Triplet> m_triplets;
    std::vector<text::Pointer> m_pointers;  ///< of the sentences that now point somewhere else
    std::set<SentenceId> m_moved;
    std::set<domain::TagId> m_touchedTags;
};

}  // namespace

SentenceReading readingOf(const Report& report, SentenceId sentence) {
    SentenceReading reading;
    std::set<RegionId> named;
    for (const Triplet& triplet : report.triplets) {
        if (triplet.sentence != sentence) continue;
        named.insert(triplet.regions.begin(), triplet.regions.end());
        reading.triplets.push_back(triplet);
    }
    std::set<RegionId> places;
    for (const Link& link : report.links)
        if (holds(link.sentences, sentence))
            for (const RegionId region : link.regions)
                if (!named.contains(region)) places.insert(region);
    reading.places.assign(places.begin(), places.end());
    return reading;
}

CorrectedReport correctReport(const Report& parsed, std::span<const ReviewDecision> decisions) {
    return Corrector(parsed, decisions).run();
}

domain::Analysis correctAnalysis(const domain::Analysis& analysis, std::span<const ReviewDecision> decisions) {
    if (!analysis.report) return analysis;
    auto corrected = correctReport(*analysis.report, decisions);
    if (corrected.standing.empty()) return analysis;
    return analysis::withReport(analysis, std::move(corrected.report));
}

}  // namespace asg::review
