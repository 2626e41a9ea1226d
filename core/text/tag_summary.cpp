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

}  // namespace asg::text
