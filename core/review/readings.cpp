#include "core/review/readings.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace asg::review {
namespace {

using domain::Correction;
using domain::Report;
using domain::ReviewDecision;
using domain::Sentence;
using domain::SentenceId;
using domain::SentenceReading;
using domain::TextSpan;
using domain::Triplet;

TextSpan clipped(TextSpan span, TextSpan to) {
    const std::size_t start = std::clamp(span.start, to.start, to.end);
    return {start, std::clamp(span.end, start, to.end)};
}

std::optional<TextSpan> clipped(std::optional<TextSpan> span, TextSpan to) {
    if (span) span = clipped(*span, to);
    if (span && span->start == span->end) span.reset();
    return span;
}

const Sentence* sentenceOf(const Report& report, SentenceId id) {
    const auto found = std::ranges::find(report.sentences, id, &Sentence::id);
    return found == report.sentences.end() ? nullptr : &*found;
}

/// Where a row went when one decision made `after` of `before`: what begins and ends alike stayed; of what is between,
/// as many are the same ones, changed.
std::optional<std::size_t> followed(std::size_t row, const std::vector<Triplet>& before,
                                    const std::vector<Triplet>& after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t alikeFirst = 0;
    while (alikeFirst < shorter && before[alikeFirst] == after[alikeFirst]) ++alikeFirst;
    std::size_t alikeLast = 0;
    while (alikeLast < shorter - alikeFirst &&
           before[before.size() - 1 - alikeLast] == after[after.size() - 1 - alikeLast])
        ++alikeLast;
    if (row < alikeFirst || before.size() == after.size()) return row;
    if (row >= before.size() - alikeLast) return row + after.size() - before.size();
    return std::nullopt;
}

}  // namespace

SentenceReading readingOf(const Report& report, SentenceId sentence) {
    SentenceReading reading;
    std::set<domain::RegionId> named;
    for (const Triplet& triplet : report.triplets) {
        if (triplet.sentence != sentence) continue;
        named.insert(triplet.regions.begin(), triplet.regions.end());
        reading.triplets.push_back(triplet);
    }
    std::set<domain::RegionId> places;
    for (const domain::Link& link : report.links)
        if (std::ranges::find(link.sentences, sentence) != link.sentences.end())
            for (const domain::RegionId region : link.regions)
                if (!named.contains(region)) places.insert(region);
    reading.places.assign(places.begin(), places.end());
    return reading;
}

SentenceReading broughtTo(const Sentence& sentence, SentenceReading reading) {
    for (Triplet& triplet : reading.triplets) {
        triplet.sentence = sentence.id;
        triplet.findingSpan = clipped(std::optional(triplet.findingSpan), sentence.span).value_or(sentence.span);
        triplet.regionSpan = clipped(triplet.regionSpan, sentence.span);
        triplet.cueSpan = clipped(triplet.cueSpan, sentence.span);
    }
    return reading;
}

SentenceReading readingAfter(const Report& parsed, std::span<const ReviewDecision> decisions, SentenceId id) {
    const Sentence* sentence = sentenceOf(parsed, id);
    if (sentence == nullptr) return {};
    const auto counting = inForce(decisions);
    for (auto decision = counting.rbegin(); decision != counting.rend(); ++decision) {
        const auto* correction = (*decision)->as<Correction>();
        if (correction != nullptr && correction->sentence == sentence->span)
            return correction->after ? broughtTo(*sentence, *correction->after) : readingOf(parsed, id);
    }
    return readingOf(parsed, id);
}

std::optional<std::size_t> rowNow(const Report& parsed, std::span<const ReviewDecision> decisions,
                                  const domain::SeenTriplet& seen) {
    const std::size_t known = std::min(seen.decisions, decisions.size());
    auto reading = readingAfter(parsed, decisions.first(known), seen.sentence);
    if (seen.row >= reading.triplets.size()) return std::nullopt;
    std::optional<std::size_t> row = seen.row;
    for (std::size_t count = known + 1; count <= decisions.size(); ++count) {
        auto next = readingAfter(parsed, decisions.first(count), seen.sentence);
        row = followed(*row, reading.triplets, next.triplets);
        if (!row) return std::nullopt;
        reading = std::move(next);
    }
    return row;
}

}  // namespace asg::review
