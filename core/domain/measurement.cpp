#include "core/domain/measurement.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::domain {
namespace {

// A line drawn by hand that has more was made by something else.
constexpr std::size_t kMostPoints = 100'000;

struct KindRow {
    std::string_view name;
    PointCount points;
};

// In the order of MeasurementKind.
constexpr std::array<KindRow, 12> kKinds{{{"length", {2, 2}},
                                          {"bidirectional", {4, 4}},
                                          {"angle", {3, 3}},
                                          {"cobb angle", {4, 4}},
                                          {"polyline", {2, kMostPoints}},
                                          {"rectangle", {2, 2}},
                                          {"ellipse", {2, 2}},
                                          {"freehand", {3, kMostPoints}},
                                          {"arrow", {2, 2}},
                                          {"text", {1, 1}},
                                          {"pixel value", {1, 1}},
                                          {"cardiothoracic ratio", {4, 4}}}};

bool areNumbers(const std::vector<base::Point>& points) {
    return std::ranges::all_of(points, [](base::Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

base::Sentence whatIsWrongWith(const Proposal& proposal, MeasurementKind kind) {
    if (kind != MeasurementKind::CardiothoracicRatio)
        return {QT_TRANSLATE_NOOP("Error", "a proposal of the kind \"%1\""), {name(kind)}};
    if (!pointCountOf(kind).holds(proposal.pointsInPixels.size()) || !areNumbers(proposal.pointsInPixels))
        return {QT_TRANSLATE_NOOP("Error", "a proposal without its points")};
    if (!std::isfinite(proposal.within95) || proposal.within95 < 0)
        return {QT_TRANSLATE_NOOP("Error", "a proposal with an error that is none")};
    return {};
}

}  // namespace

PointCount pointCountOf(MeasurementKind kind) noexcept {
    const auto index = static_cast<std::size_t>(kind);
    return index < kKinds.size() ? kKinds[index].points : PointCount{};
}

base::Sentence whatIsWrongWith(const Measurement& measurement) {
    const auto& points = measurement.pointsInPixels;
    const std::string kind(name(measurement.kind));
    if (!pointCountOf(measurement.kind).holds(points.size()))
        return {QT_TRANSLATE_NOOP("Error", "a measurement of the kind \"%1\" with %2 points"),
                {kind, std::to_string(points.size())}};
    if (!areNumbers(points)) return {QT_TRANSLATE_NOOP("Error", "a measurement with a point that is no number")};
    if (measurement.frame < 1) return {QT_TRANSLATE_NOOP("Error", "a measurement on a frame that is none")};
    const auto& known = measurement.knownMm;
    if (known && measurement.kind != MeasurementKind::Length)
        return {QT_TRANSLATE_NOOP("Error", "a known length of the kind \"%1\""), {kind}};
    if (known && !(std::isfinite(*known) && *known > 0))
        return {QT_TRANSLATE_NOOP("Error", "a known length that is none")};
    return measurement.proposal ? whatIsWrongWith(*measurement.proposal, measurement.kind) : base::Sentence{};
}

std::string_view name(MeasurementKind kind) noexcept {
    const auto index = static_cast<std::size_t>(kind);
    return index < kKinds.size() ? kKinds[index].name : std::string_view{};
}

std::optional<MeasurementKind> measurementKindFromName(std::string_view name) noexcept {
    const auto found = std::ranges::find(kKinds, name, &KindRow::name);
    if (found == kKinds.end()) return std::nullopt;
    return static_cast<MeasurementKind>(found - kKinds.begin());
}

}  // namespace asg::domain
