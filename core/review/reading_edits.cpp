#include "core/review/reading_edits.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asg::review {
namespace {

using domain::Existence;
using domain::RegionId;
using domain::Side;
using domain::Triplet;

std::vector<RegionId> ascending(const std::vector<RegionId>& regions) {
    const std::set<RegionId> all(regions.begin(), regions.end());
    return {all.begin(), all.end()};
}

void imply(Triplet& triplet, const text::Finding& finding) {
    triplet.regions = finding.impliedPlace(triplet.existence, triplet.laterality);
    triplet.implied = !triplet.regions.empty();
    triplet.regionSpan.reset();
}

std::vector<RegionId> movedTo(Side side, const std::vector<RegionId>& regions) {
    std::set<RegionId> moved;
    for (const RegionId region : regions) {
        const auto own = domain::regionSide(region);
        if (!own || side == Side::Both || *own == side) moved.insert(region);
        if (own && *own != side) moved.insert(domain::mirroredRegion(region));
    }
    return {moved.begin(), moved.end()};
}

/// The side that all of them are of; nothing where one is in the midline or there is none.
std::optional<Side> commonSide(const std::vector<RegionId>& regions) {
    std::optional<Side> common;
    for (const RegionId region : regions) {
        const auto own = domain::regionSide(region);
        if (!own) return std::nullopt;
        common = common && *common != *own ? Side::Both : *own;
    }
    return common;
}

}  // namespace

void setExistence(Triplet& triplet, Existence existence, const text::Finding* finding) {
    if (triplet.existence == existence) return;
    triplet.existence = existence;
    triplet.certainty.reset();
    triplet.cueSpan.reset();
    if (triplet.change == domain::Change::Resolved) triplet.change.reset();
    if (triplet.implied && finding != nullptr) imply(triplet, *finding);
}

void setFinding(Triplet& triplet, const text::Finding& finding) {
    if (triplet.finding == finding.name) return;
    triplet.finding = finding.name;
    triplet.tag = finding.tag;
    if (triplet.implied || triplet.regions.empty()) imply(triplet, finding);
}

void setPlace(Triplet& triplet, std::vector<RegionId> regions) {
    regions = ascending(regions);
    if (regions == ascending(triplet.regions)) return;
    triplet.regions = std::move(regions);
    triplet.implied = false;
    if (triplet.regions.empty()) triplet.regionSpan.reset();
    const auto side = commonSide(triplet.regions);
    if (side && (side != Side::Both || triplet.laterality)) triplet.laterality = side;
}

void setSide(Triplet& triplet, std::optional<Side> side, const text::Finding* finding) {
    if (triplet.laterality == side) return;
    triplet.laterality = side;
    if (finding != nullptr && (triplet.implied || (side && triplet.regions.empty())))
        imply(triplet, *finding);
    else if (side)
        triplet.regions = movedTo(*side, triplet.regions);
}

Triplet foundByHand(const text::Finding& finding, domain::SentenceId sentence, domain::TextSpan words) {
    Triplet triplet;
    triplet.sentence = sentence;
    triplet.finding = finding.name;
    triplet.tag = finding.tag;
    triplet.findingSpan = words;
    imply(triplet, finding);
    return triplet;
}

}  // namespace asg::review
