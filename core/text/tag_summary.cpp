#include "core/text/tag_summary.h"

namespace asg::text {
namespace {

int weight(domain::Existence existence) {
    if (existence == domain::Existence::Present) return 2;
    return existence == domain::Existence::Uncertain ? 1 : 0;
}

}  // namespace

void addToTags(std::map<domain::TagId, domain::Existence>& tags, domain::TagId tag, domain::Existence existence) {
    const auto [entry, isNew] = tags.try_emplace(tag, existence);
    if (!isNew && weight(existence) > weight(entry->second)) entry->second = existence;
}

std::set<domain::TagId> indexedTags(const domain::Report& report) {
    std::set<domain::TagId> tags;
    for (const domain::Triplet& triplet : report.triplets) {
        const bool held = triplet.existence == domain::Existence::Present ||
                          (triplet.certainty && *triplet.certainty != domain::Certainty::Possible);
        if (triplet.tag && held) tags.insert(*triplet.tag);
    }
    return tags;
}

}  // namespace asg::text
