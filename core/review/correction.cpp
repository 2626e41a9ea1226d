#include "core/review/correction.h"

#include "core/analysis/assemble.h"
#include "core/review/in_force.h"
#include "core/review/readings.h"
#include "core/review/standing_boxes.h"
#include "core/text/alignment.h"
#include "core/text/tag_summary.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asg::review {
namespace {

using domain::Correction;
using domain::Link;
using domain::RegionId;
using domain::Report;
using domain::ReviewDecision;
using domain::Sentence;
using domain::SentenceId;
using domain::SentenceReading;
using domain::TextSpan;
using domain::Triplet;

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

class Corrector {
public:
    Corrector(const Report& parsed, std::span<const ReviewDecision> decisions) : m_parsed(parsed) {
        m_result.report = parsed;
        findStanding(decisions);
    }

    CorrectedReport run() {
        for (const auto& [id, decision] : m_result.standing) take(m_parsed.sentences[m_indexOf.at(id)], decision);
        if (m_result.standing.empty()) return std::move(m_result);
        replaceTriplets();
        relink();
        summarise();
        return std::move(m_result);
    }

private:
    void findStanding(std::span<const ReviewDecision> decisions) {
        std::map<TextSpan, const ReviewDecision*> newest;
        for (const auto* decision : inForce(decisions))
            if (const auto* correction = decision->as<Correction>()) newest[correction->sentence] = decision;
        if (newest.empty()) return;
        for (std::size_t i = 0; i < m_parsed.sentences.size(); ++i) {
            const Sentence& sentence = m_parsed.sentences[i];
            const auto found = newest.find(sentence.span);
            if (found == newest.end()) continue;
            if (found->second->as<Correction>()->after) m_result.standing.emplace(sentence.id, *found->second);
            m_indexOf.emplace(sentence.id, i);
        }
    }

    void take(const Sentence& sentence, const ReviewDecision& decision) {
        const auto before = readingOf(m_parsed, sentence.id);
        auto after = broughtTo(sentence, *decision.as<Correction>()->after);
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
        for (const Link& link : text::align(pointers, m_parsed.sentences, m_parsed.pairs)) slots.insert(link.regions);
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
        for (Link& link : text::align(m_pointers, m_parsed.sentences, m_parsed.pairs)) join(std::move(link));
        warnWhereFull();
        std::ranges::stable_sort(links, {}, [](const Link& link) { return link.sentences.front(); });
        for (std::size_t i = 0; i < links.size(); ++i) links[i].id = domain::LinkId(static_cast<std::uint32_t>(i));
        m_result.report.unplaced = text::withoutLink(m_parsed.sentences, links);
    }

    /// Once: the parser may have said so already.
    void warnWhereFull() {
        auto& warnings = m_result.report.warnings;
        const bool full = m_result.report.links.size() == domain::kMaximumLinks;
        if (full && std::ranges::find(warnings, text::tooManyLinks()) == warnings.end())
            warnings.push_back(text::tooManyLinks());
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

    /// Where no slot is left for it, it is left out.
    void join(Link hand) {
        auto& links = m_result.report.links;
        hand.origin = domain::LinkOrigin::ByHand;
        const auto same = std::ranges::find(links, hand.regions, &Link::regions);
        if (same == links.end()) {
            if (links.size() < domain::kMaximumLinks) links.push_back(std::move(hand));
            return;
        }
        same->origin = hand.origin;
        same->similarity.reset();
        merge(same->sentences, hand.sentences);
        merge(same->spans, hand.spans);
        hand.rules.push_back(kSeveralSentences);
        merge(same->rules, hand.rules);
    }

    template <typename T>
    static void merge(std::vector<T>& into, const std::vector<T>& more) {
        std::set<T> all(into.begin(), into.end());
        all.insert(more.begin(), more.end());
        into.assign(all.begin(), all.end());
    }

    /// A sentence that a reader corrected is understood.
    void summarise() {
        for (const auto& [id, decision] : m_result.standing)
            m_result.report.sentences[m_indexOf.at(id)].understood = true;
        const auto said = text::tagsSaid(m_result.report);
        for (const auto tag : m_touchedTags) {
            m_result.report.tags.erase(tag);
            if (const auto found = said.find(tag); found != said.end()) m_result.report.tags.insert(*found);
        }
    }

    static constexpr int kSeveralSentences = 6;  // the rule that gathers several sentences in one slot

    const Report& m_parsed;
    CorrectedReport m_result;
    std::map<SentenceId, std::size_t> m_indexOf;
    std::vector<Triplet> m_triplets;
    std::vector<text::Pointer> m_pointers;  ///< of the sentences that now point somewhere else
    std::set<SentenceId> m_moved;
    std::set<domain::TagId> m_touchedTags;
};

std::vector<domain::RegionBox> drawnRegions(std::span<const ReviewDecision> decisions) {
    std::vector<domain::RegionBox> regions;
    for (const auto& [region, decision] : standingDrawnBoxes(decisions))
        regions.push_back(
            {region, *decision.as<domain::BoxCorrection>()->after, 1.0F, domain::RegionOrigin::Drawn, {}});
    return regions;
}

}  // namespace

CorrectedReport correctReport(const Report& parsed, std::span<const ReviewDecision> decisions) {
    return Corrector(parsed, decisions).run();
}

CorrectedAnalysis correctAnalysis(std::shared_ptr<const domain::Analysis> analysis,
                                  std::span<const ReviewDecision> decisions) {
    CorrectedAnalysis result{analysis, analysis, {}};
    auto corrected = analysis->report ? correctReport(*analysis->report, decisions) : CorrectedReport{};
    const auto drawn = drawnRegions(decisions);
    if (corrected.standing.empty() && drawn.empty()) return result;
    auto shown = corrected.standing.empty() ? *analysis : analysis::withReport(*analysis, std::move(corrected.report));
    if (!drawn.empty()) analysis::mergeRegions(shown, drawn);
    result.shown = std::make_shared<const domain::Analysis>(std::move(shown));
    result.corrections = std::move(corrected.standing);
    return result;
}

}  // namespace asg::review
