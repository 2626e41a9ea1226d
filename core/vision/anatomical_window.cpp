#include "core/vision/anatomical_window.h"

#include "core/vision/display_lut.h"
#include "core/vision/modality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace asg::vision {
namespace {

using base::Box;
using domain::Radiograph;

constexpr double kMostValues = 100000;
constexpr double kMiddle = 0.7;  // of the picture's sides

constexpr std::array<std::string_view, 2> kLungs{"right lung", "left lung"};
constexpr std::array<std::string_view, 2> kMediastinum{"mediastinum", "cardiac silhouette"};
// The spine reaches into the abdomen, whose values would hide those of ribs and shoulders.
constexpr std::array<std::string_view, 3> kBones{"upper mediastinum", "right clavicle", "left clavicle"};
constexpr std::array<std::string_view, 5> kThorax{"right lung", "left lung", "mediastinum", "cardiac silhouette",
                                                  "spine"};

struct Aim {
    std::span<const std::string_view> regions;
    double from;  ///< shares of the values, from what is shown dark
    double to;
};

Aim describe(WindowAim aim) {
    switch (aim) {
        case WindowAim::Lungs: return {kLungs, 0.01, 0.80};
        case WindowAim::Mediastinum: return {kMediastinum, 0.20, 0.995};
        case WindowAim::Bones: return {kBones, 0.10, 0.995};
        case WindowAim::Thorax: break;
    }
    return {kThorax, 0.01, 0.99};
}

std::vector<Box> boxesOf(const Aim& aim, const Radiograph& radiograph, std::span<const domain::RegionBox> regions) {
    std::vector<Box> boxes;
    for (const auto& region : regions)
        if (std::ranges::find(aim.regions, domain::regionName(region.region)) != aim.regions.end())
            boxes.push_back(region.boxInImagePixels);
    if (!boxes.empty()) return boxes;
    const double rim = (1 - kMiddle) / 2;
    return {
        {radiograph.columns * rim, radiograph.rows * rim, radiograph.columns * (1 - rim), radiograph.rows * (1 - rim)}};
}

bool isWithin(const std::vector<Box>& boxes, int column, int row) {
    return std::ranges::any_of(boxes, [&](const Box& box) { return box.contains({column + 0.5, row + 0.5}); });
}

std::vector<double> valuesWithin(const std::vector<Box>& boxes, const Radiograph& radiograph) {
    double area = 0;
    for (const auto& box : boxes) area += box.area();
    const int step = std::max(1, static_cast<int>(std::sqrt(area / kMostValues)));
    std::vector<double> values;
    for (int row = 0; row < radiograph.rows; row += step)
        for (int column = 0; column < radiograph.columns; column += step) {
            if (!isWithin(boxes, column, row)) continue;
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(radiograph.columns) +
                            static_cast<std::size_t>(column);
            const auto stored = static_cast<std::int32_t>((*radiograph.pixels)[at]) + radiograph.storedOffset;
            const auto& padding = radiograph.paddingStored;
            if (padding && stored >= padding->first && stored <= padding->second) continue;
            values.push_back(modalityOutput(radiograph, stored));
        }
    return values;
}

double shareOf(std::vector<double>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, at);
    return *at;
}

}  // namespace

domain::Window anatomicalWindow(WindowAim aim, const Radiograph& radiograph,
                                std::span<const domain::RegionBox> regions) {
    const Aim described = describe(aim);
    auto values = valuesWithin(boxesOf(described, radiograph, regions), radiograph);
    if (values.empty()) return equivalentWindow(radiograph, FullRange{});
    const bool darkIsHigh = isShownInverted(radiograph);
    const double low = shareOf(values, darkIsHigh ? 1 - described.to : described.from);
    const double high = shareOf(values, darkIsHigh ? 1 - described.from : described.to);
    // Where all values are one, a window of one unit around it shows them grey.
    const double width = high > low ? high - low : 1;
    return {(low + high) / 2, width, domain::Window::Function::LinearExact, {}};
}

}  // namespace asg::vision
