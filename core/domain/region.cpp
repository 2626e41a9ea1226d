#include "core/domain/region.h"

#include "core/base/translatable.h"

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
    {QT_TRANSLATE_NOOP("Region", "right lung"), ""},
    {QT_TRANSLATE_NOOP("Region", "right apical zone"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right upper lung zone"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right mid lung zone"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right lower lung zone"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right hilar structures"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right costophrenic angle"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "right hemidiaphragm"), ""},
    {QT_TRANSLATE_NOOP("Region", "right clavicle"), ""},
    {QT_TRANSLATE_NOOP("Region", "left lung"), ""},
    {QT_TRANSLATE_NOOP("Region", "left apical zone"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left upper lung zone"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left mid lung zone"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left lower lung zone"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left hilar structures"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left costophrenic angle"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "left hemidiaphragm"), ""},
    {QT_TRANSLATE_NOOP("Region", "left clavicle"), ""},
    {QT_TRANSLATE_NOOP("Region", "trachea"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "carina"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "spine"), ""},
    {QT_TRANSLATE_NOOP("Region", "aortic arch"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "mediastinum"), ""},
    {QT_TRANSLATE_NOOP("Region", "upper mediastinum"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "svc"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "cardiac silhouette"), "mediastinum"},
    {QT_TRANSLATE_NOOP("Region", "cavoatrial junction"), "cardiac silhouette"},
    {QT_TRANSLATE_NOOP("Region", "right atrium"), "cardiac silhouette"},
    {QT_TRANSLATE_NOOP("Region", "abdomen"), ""},
    {QT_TRANSLATE_NOOP("Region", "right cardiophrenic angle"), "right lung"},
    {QT_TRANSLATE_NOOP("Region", "left cardiophrenic angle"), "left lung"},
    {QT_TRANSLATE_NOOP("Region", "right upper abdomen"), "abdomen"},
    {QT_TRANSLATE_NOOP("Region", "left upper abdomen"), "abdomen"},
    {QT_TRANSLATE_NOOP("Region", "right cardiac silhouette"), "cardiac silhouette"},
    {QT_TRANSLATE_NOOP("Region", "left cardiac silhouette"), "cardiac silhouette"},
    {QT_TRANSLATE_NOOP("Region", "descending aorta"), "mediastinum"},
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
