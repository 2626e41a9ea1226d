#include "core/domain/region.h"

#include <algorithm>
#include <string>

namespace asg::domain {
namespace {

struct RegionEntry {
    std::string_view name;
    std::string_view parent;
};

// Order is part of the weights' meaning (the region head has one query per entry): append only.
constexpr std::array<RegionEntry, kRegionCount> kRegions{{
    {"right lung", ""},
    {"right apical zone", "right lung"},
    {"right upper lung zone", "right lung"},
    {"right mid lung zone", "right lung"},
    {"right lower lung zone", "right lung"},
    {"right hilar structures", "right lung"},
    {"right costophrenic angle", "right lung"},
    {"right hemidiaphragm", ""},
    {"right clavicle", ""},
    {"left lung", ""},
    {"left apical zone", "left lung"},
    {"left upper lung zone", "left lung"},
    {"left mid lung zone", "left lung"},
    {"left lower lung zone", "left lung"},
    {"left hilar structures", "left lung"},
    {"left costophrenic angle", "left lung"},
    {"left hemidiaphragm", ""},
    {"left clavicle", ""},
    {"trachea", "mediastinum"},
    {"carina", "mediastinum"},
    {"spine", ""},
    {"aortic arch", "mediastinum"},
    {"mediastinum", ""},
    {"upper mediastinum", "mediastinum"},
    {"svc", "mediastinum"},
    {"cardiac silhouette", "mediastinum"},
    {"cavoatrial junction", "cardiac silhouette"},
    {"right atrium", "cardiac silhouette"},
    {"abdomen", ""},
    {"right cardiophrenic angle", "right lung"},
    {"left cardiophrenic angle", "left lung"},
    {"right upper abdomen", "abdomen"},
    {"left upper abdomen", "abdomen"},
    {"right cardiac silhouette", "cardiac silhouette"},
    {"left cardiac silhouette", "cardiac silhouette"},
    {"descending aorta", "mediastinum"},
}};

constexpr std::array<RegionId, kRegionCount> makeRegionIds() {
    std::array<RegionId, kRegionCount> ids{};
    for (std::size_t i = 0; i < kRegionCount; ++i) ids[i] = RegionId(static_cast<std::uint8_t>(i));
    return ids;
}

constexpr auto kRegionIds = makeRegionIds();

}  // namespace

std::span<const RegionId> allRegions() noexcept {
    return kRegionIds;
}

std::span<const RegionId> modelRegions() noexcept {
    return std::span(kRegionIds).first<kModelRegionCount>();
}

std::string_view regionName(RegionId region) noexcept {
    return region.value < kRegionCount ? kRegions[region.value].name : std::string_view{};
}

std::optional<RegionId> regionFromName(std::string_view name) noexcept {
    const auto it = std::ranges::find(kRegions, name, &RegionEntry::name);
    if (it == kRegions.end()) return std::nullopt;
    return kRegionIds[static_cast<std::size_t>(it - kRegions.begin())];
}

std::optional<Side> regionSide(RegionId region) noexcept {
    const auto name = regionName(region);
    // "right atrium" lies in the midline's heart: it has no left partner among the regions.
    if (name == "right atrium") return std::nullopt;
    if (name.starts_with("left ")) return Side::Left;
    if (name.starts_with("right ")) return Side::Right;
    return std::nullopt;
}

RegionId mirroredRegion(RegionId region) noexcept {
    const auto side = regionSide(region);
    if (!side) return region;
    const auto name = regionName(region);
    const auto bare = name.substr(name.find(' '));
    for (const RegionId other : kRegionIds)
        if (other != region && regionSide(other) && regionName(other).ends_with(bare) &&
            regionName(other).size() - regionName(other).find(' ') == bare.size())
            return other;
    return region;
}

std::optional<RegionId> parentRegion(RegionId region) noexcept {
    if (region.value >= kRegionCount || kRegions[region.value].parent.empty()) return std::nullopt;
    return regionFromName(kRegions[region.value].parent);
}

}  // namespace asg::domain
