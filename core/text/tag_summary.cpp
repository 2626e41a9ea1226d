#include "core/text/tag_summary.h"

#include <algorithm>
#include <optional>

namespace asg::text {
namespace {

int weight(domain::Existence existence) {
    if (existence == domain::Existence::Present) return 2;
    return existence == domain::Existence::Uncertain ? 1 : 0;
}

const domain::Sentence* sentenceOf(const domain::Report& report, const domain::Triplet& triplet) {
    return triplet.sentence.value < report.sentences.size() ? &report.sentences[triplet.sentence.value] : nullptr;
}

/// The addendum that a triplet stands in; nothing where it says nothing of its tag.
std::optional<unsigned> timeOf(const domain::Report& report, const domain::Triplet& triplet) {
    const domain::Sentence* sentence = sentenceOf(report, triplet);
    if (!triplet.tag) return std::nullopt;
    if (sentence == nullptr) return 0;
    if (sentence->wordsLeft && !triplet.imported && triplet.existence == domain::Existence::Absent) return std::nullopt;
    return sentence->addendum;
}

/// The latest addendum that speaks of each tag; 0 for the report itself.
std::map<domain::TagId, unsigned> latestTimes(const domain::Report& report) {
    std::map<domain::TagId, unsigned> latest;
    for (const domain::Triplet& triplet : report.triplets)
        if (const auto time = timeOf(report, triplet)) {
            unsigned& known = latest[*triplet.tag];
            known = std::max(known, *time);
        }
    return latest;
}

}  // namespace

void addToTags(std::map<domain::TagId, domain::Existence>& tags, domain::TagId tag, domain::Existence existence) {
    const auto [entry, isNew] = tags.try_emplace(tag, existence);
    if (!isNew && weight(existence) > weight(entry->second)) entry->second = existence;
}

std::map<domain::TagId, domain::Existence> tagsSaid(const domain::Report& report) {
    const auto latest = latestTimes(report);
    std::map<domain::TagId, domain::Existence> tags;
    for (const domain::Triplet& triplet : report.triplets)
        if (const auto time = timeOf(report, triplet); time && *time == latest.at(*triplet.tag))
            addToTags(tags, *triplet.tag, triplet.existence);
    return tags;
}

std::set<domain::TagId> indexedTags(const domain::Report& report) {
    const auto latest = latestTimes(report);
    std::set<domain::TagId> tags;
    for (const domain::Triplet& triplet : report.triplets) {
        const bool held = triplet.existence == domain::Existence::Present ||
                          (triplet.certainty && *triplet.certainty != domain::Certainty::Possible);
        const auto time = timeOf(report, triplet);
        if (held && time && *time == latest.at(*triplet.tag)) tags.insert(*triplet.tag);
    }
    return tags;
}

}  // namespace asg::text
