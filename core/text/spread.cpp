#include "core/text/spread.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kAdjectives = 6;        // items between "diffuse" and its finding
constexpr std::size_t kEmphasisToPlace = 10;  // "the largest measuring 2.1 cm in the right lower lobe"

bool describes(const Item& item) {
    return item.unknown() || item.isAny(Kind::Filler, Kind::Severity, Kind::Change, Kind::Quality, Kind::Side);
}

bool comparesParts(const SentenceParts& parts, const Item& item) {
    if (!item.is(Kind::Change)) return false;
    const auto change = parts.ontology.changes[item.index(Kind::Change)];
    return change == domain::Change::Worse || change == domain::Change::Better;
}

}  // namespace

bool isEverywhere(const SentenceParts& parts, std::size_t finding) {
    for (std::size_t j = finding; j-- > 0 && j + kAdjectives >= finding;) {
        if (parts.items[j].is(Kind::Everywhere)) return true;
        if (!describes(parts.items[j])) break;
    }
    for (std::size_t j = finding + 1; j < parts.items.size() && j <= finding + kAdjectives; ++j) {
        if (parts.items[j].is(Kind::Everywhere)) return true;
        if (!describes(parts.items[j])) break;
    }
    return false;
}

bool isEmphasised(const SentenceParts& parts, const PlaceGroup& group) {
    if (group.endItem < parts.items.size() && parts.items[group.endItem].is(Kind::Emphasis)) return true;
    for (std::size_t j = group.firstItem; j-- > 0 && j + kEmphasisToPlace > group.firstItem;) {
        const Item& item = parts.items[j];
        if (item.is(Kind::Emphasis)) return true;
        if (comparesParts(parts, item)) return parts.items[j + 1].is(Kind::Preposition);
        if (item.isAny(Kind::Finding, Kind::Place, Kind::Break)) return false;
    }
    return false;
}

}  // namespace asg::text
