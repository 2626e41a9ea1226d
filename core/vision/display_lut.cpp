#include "core/vision/display_lut.h"

#include "core/vision/modality.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace asg::vision {
namespace {

using domain::LookUpTable;
using domain::Radiograph;
using domain::Rescale;
using domain::Window;

constexpr std::size_t kPixelValues = 65536;

/// PS3.3 C.11.2.1.2.1.
double linear(const Window& window, double x) {
    const double span = std::max(window.width, 1.0) - 1;
    const double middle = window.center - 0.5;
    if (x <= middle - span / 2) return 0;
    if (x > middle + span / 2) return 1;
    return (x - middle) / span + 0.5;
}

/// PS3.3 C.11.2.1.3.2.
double linearExact(const Window& window, double x) {
    const double width = std::max(window.width, std::numeric_limits<double>::min());
    if (x <= window.center - width / 2) return 0;
    if (x > window.center + width / 2) return 1;
    return (x - window.center) / width + 0.5;
}

/// PS3.3 C.11.2.1.3.1.
double sigmoid(const Window& window, double x) {
    const double width = std::max(window.width, std::numeric_limits<double>::min());
    return 1 / (1 + std::exp(-4 * (x - window.center) / width));
}

double applyWindow(const Window& window, double x) {
    switch (window.function) {
        case Window::Function::Linear: return linear(window, x);
        case Window::Function::LinearExact: return linearExact(window, x);
        case Window::Function::Sigmoid: return sigmoid(window, x);
    }
    return linear(window, x);
}

double applyTable(const LookUpTable& table, double x) {
    const double full = std::exp2(table.bits) - 1;
    return std::clamp(entryFor(table, x) / full, 0.0, 1.0);
}

/// Greys are cut off, not rounded, as DCMTK does; the small sum keeps 8-bit values from losing one to the division's
/// rounding.
std::uint8_t cutOff(double fraction) {
    return static_cast<std::uint8_t>(fraction * 255 + 1e-6);
}

std::uint8_t greyOfWindow(const Window& window, double x, bool inverted) {
    const double fraction = applyWindow(window, x);
    return cutOff(inverted ? 1 - fraction : fraction);
}

/// DCMTK spreads an inverted table over 254 greys; turning round after the cut stays nearest to that.
std::uint8_t greyOfTable(const LookUpTable& table, double x, bool inverted) {
    const std::uint8_t grey = cutOff(applyTable(table, x));
    return inverted ? static_cast<std::uint8_t>(255 - grey) : grey;
}

bool isPadding(const Radiograph& radiograph, std::int32_t stored) {
    return radiograph.paddingStored && stored >= radiograph.paddingStored->first &&
           stored <= radiograph.paddingStored->second;
}

struct Range {
    double low;
    double high;
};

/// A modality LUT need not rise, so the values that occur have to be looked at.
Range rangeThroughTable(const Radiograph& radiograph) {
    std::vector<bool> occurs(kPixelValues);
    for (const std::uint16_t pixel : *radiograph.pixels) occurs[pixel] = true;
    Range range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (std::size_t pixel = 0; pixel < kPixelValues; ++pixel) {
        const auto stored = static_cast<std::int32_t>(pixel) + radiograph.storedOffset;
        if (!occurs[pixel] || isPadding(radiograph, stored)) continue;
        const double output = modalityOutput(radiograph, stored);
        range = {std::min(range.low, output), std::max(range.high, output)};
    }
    return range.low <= range.high ? range : Range{0, 0};
}

Range modalityRange(const Radiograph& radiograph) {
    if (std::holds_alternative<LookUpTable>(radiograph.modality) && radiograph.pixels)
        return rangeThroughTable(radiograph);
    const double a = modalityOutput(radiograph, radiograph.minimumStored);
    const double b = modalityOutput(radiograph, radiograph.maximumStored);
    return {std::min(a, b), std::max(a, b)};
}

Window windowOver(Range range) {
    const double width = range.high - range.low;
    if (width <= 0) return {range.low + 0.5, 1, Window::Function::LinearExact, {}};
    return {(range.low + range.high) / 2, width, Window::Function::LinearExact, {}};
}

/// The straight line through the quarter points of the table's rise, which is where contrast is read.
Window windowLike(const LookUpTable& table) {
    const auto [lowest, highest] = std::minmax_element(table.values.begin(), table.values.end());
    const double low = *lowest;
    const double rise = *highest - low;
    const auto crossing = [&](double fraction) {
        const double level = low + fraction * rise;
        const bool rising = table.values.back() >= table.values.front();
        const auto at = std::find_if(table.values.begin(), table.values.end(),
                                     [&](std::uint16_t value) { return rising ? value >= level : value <= level; });
        return table.firstMapped + static_cast<double>(at - table.values.begin());
    };
    const double quarter = crossing(0.25);
    const double threeQuarters = crossing(0.75);
    const double width = std::max(1.0, 2 * std::abs(threeQuarters - quarter));
    return {(quarter + threeQuarters) / 2, width, Window::Function::LinearExact, table.name};
}

const LookUpTable* chosenTable(const Radiograph& radiograph, const VoiChoice& voi) {
    const auto* choice = std::get_if<VoiLutChoice>(&voi);
    if (choice == nullptr || choice->index >= radiograph.voiLuts.size()) return nullptr;
    const LookUpTable& table = radiograph.voiLuts[choice->index];
    return table.values.empty() ? nullptr : &table;
}

}  // namespace

bool isShownInverted(const Radiograph& radiograph) {
    return radiograph.polarity == domain::Polarity::Monochrome1 ||
           radiograph.shape == domain::PresentationShape::Inverse;
}

VoiChoice defaultVoi(const Radiograph& radiograph) {
    if (!radiograph.voiLuts.empty()) return VoiLutChoice{0};
    if (!radiograph.windows.empty()) return radiograph.windows.front();
    return FullRange{};
}

DisplayLut makeDisplayLut(const Radiograph& radiograph, const VoiChoice& voi, bool invert) {
    const LookUpTable* table = chosenTable(radiograph, voi);
    const Window window = table != nullptr ? Window{} : equivalentWindow(radiograph, voi);
    const bool inverted = isShownInverted(radiograph) != invert;
    DisplayLut lut{std::vector<std::uint8_t>(kPixelValues)};
    for (std::size_t pixel = 0; pixel < kPixelValues; ++pixel) {
        const double x = modalityOutput(radiograph, static_cast<std::int32_t>(pixel) + radiograph.storedOffset);
        lut.grey[pixel] = table != nullptr ? greyOfTable(*table, x, inverted) : greyOfWindow(window, x, inverted);
    }
    return lut;
}

std::vector<std::uint8_t> renderGrey(const Radiograph& radiograph, const DisplayLut& lut) {
    std::vector<std::uint8_t> grey(radiograph.pixels->size());
    std::transform(radiograph.pixels->begin(), radiograph.pixels->end(), grey.begin(),
                   [&](std::uint16_t pixel) { return lut.grey[pixel]; });
    return grey;
}

Window equivalentWindow(const Radiograph& radiograph, const VoiChoice& voi) {
    if (const auto* window = std::get_if<Window>(&voi)) return *window;
    if (const LookUpTable* table = chosenTable(radiograph, voi)) return windowLike(*table);
    return windowOver(modalityRange(radiograph));
}

}  // namespace asg::vision
