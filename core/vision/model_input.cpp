#include "core/vision/model_input.h"

#include "core/vision/display_lut.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace asg::vision {
namespace {

/// The neighbours on one axis that make a resized pixel, and their weights, which sum to 1.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

/// Two neighbours, as OpenCV's INTER_LINEAR. Pixel centres lie at half integers; beyond the border the last pixel goes
/// on.
Taps nearestTwo(int resized, double scale, int size) {
    const double position = std::clamp((resized + 0.5) / scale - 0.5, 0.0, size - 1.0);
    const int first = std::min(static_cast<int>(position), std::max(0, size - 2));
    if (size == 1) return {0, {1.0F}};
    const auto weight = static_cast<float>(position - first);
    return {first, {1 - weight, weight}};
}

/// All that a triangle as wide as two resized pixels covers; two neighbours where the picture becomes larger.
Taps covered(int resized, double scale, int size) {
    const double support = std::max(1.0, 1 / scale);
    const double center = (resized + 0.5) / scale;
    const int first = std::max(0, static_cast<int>(center - support + 0.5));
    const int end = std::min(size, static_cast<int>(center + support + 0.5));
    Taps taps{first, {}};
    double sum = 0;
    for (int i = first; i < end; ++i) {
        const double weight = std::max(0.0, 1 - std::abs(i + 0.5 - center) / support);
        taps.weights.push_back(static_cast<float>(weight));
        sum += weight;
    }
    for (float& weight : taps.weights) weight = static_cast<float>(weight / sum);
    return taps;
}

int shortSide(int side, int longest, int resize) {
    // The published pipeline cuts off here; the small sum keeps equal sides equal.
    const double scaled = static_cast<double>(side) * resize / longest;
    return std::clamp(static_cast<int>(scaled + 1e-9), 1, resize);
}

/// First pixel of the resized picture in the crop, negative where the crop cuts the rim off.
int cropOffset(int resizedSide, const InputSpec& spec) {
    const int padding = (spec.resize - resizedSide) / 2;
    const auto rim = static_cast<int>(std::nearbyint((spec.resize - spec.crop) / 2.0));
    return padding - rim;
}

/// Which resized pixels of one axis lie in the crop, from the first to before the last.
struct Shown {
    int first;
    int end;
};
Shown shownOf(int resizedSide, int offset, int crop) {
    return {std::max(0, -offset), std::min(resizedSide, crop - offset)};
}

/// `greyAt(row, column)` gives the original's grey. Columns first, then rows, each row of the original blended once.
template <typename GreyAt>
ModelInput resizeIntoCrop(int rows, int columns, const InputSpec& spec, const GreyAt& greyAt) {
    ModelInput input{std::vector<float>(static_cast<std::size_t>(spec.crop) * spec.crop),
                     makeInputTransform(rows, columns, spec), spec};
    const InputTransform& transform = input.transform;
    const auto offsetX = static_cast<int>(transform.offsetX);
    const auto offsetY = static_cast<int>(transform.offsetY);
    const auto tapsAt = spec.antialias ? covered : nearestTwo;
    const Shown shownX = shownOf(static_cast<int>(std::lround(columns * transform.scaleX)), offsetX, spec.crop);
    const Shown shownY = shownOf(static_cast<int>(std::lround(rows * transform.scaleY)), offsetY, spec.crop);
    std::vector<Taps> tapsX;
    for (int x = shownX.first; x < shownX.end; ++x) tapsX.push_back(tapsAt(x, transform.scaleX, columns));

    std::map<int, std::vector<float>> blended;  // rows of the original, of those still needed
    const auto blend = [&](int row) -> const std::vector<float>& {
        auto& line = blended[row];
        if (line.empty())
            for (const Taps& taps : tapsX) {
                float sum = 0;
                for (std::size_t i = 0; i < taps.weights.size(); ++i)
                    sum += taps.weights[i] * greyAt(row, taps.first + static_cast<int>(i));
                line.push_back(sum);
            }
        return line;
    };
    for (int y = shownY.first; y < shownY.end; ++y) {
        const Taps tapsY = tapsAt(y, transform.scaleY, rows);
        blended.erase(blended.begin(), blended.lower_bound(tapsY.first));
        float* line = &input.grey[static_cast<std::size_t>(y + offsetY) * spec.crop + shownX.first + offsetX];
        for (std::size_t i = 0; i < tapsY.weights.size(); ++i) {
            const auto& source = blend(tapsY.first + static_cast<int>(i));
            for (std::size_t x = 0; x < source.size(); ++x) line[x] += tapsY.weights[i] * source[x];
        }
    }
    return input;
}

}  // namespace

base::Point InputTransform::toCrop(base::Point inImagePixels) const {
    return {inImagePixels.x * scaleX + offsetX, inImagePixels.y * scaleY + offsetY};
}

base::Point InputTransform::toImage(base::Point inCropPixels) const {
    return {(inCropPixels.x - offsetX) / scaleX, (inCropPixels.y - offsetY) / scaleY};
}

base::Box InputTransform::toCrop(const base::Box& boxInImagePixels) const {
    const base::Point topLeft = toCrop(base::Point{boxInImagePixels.x1, boxInImagePixels.y1});
    const base::Point bottomRight = toCrop(base::Point{boxInImagePixels.x2, boxInImagePixels.y2});
    return {topLeft.x, topLeft.y, bottomRight.x, bottomRight.y};
}

base::Box InputTransform::toImage(const base::Box& boxInCropPixels) const {
    const base::Point topLeft = toImage(base::Point{boxInCropPixels.x1, boxInCropPixels.y1});
    const base::Point bottomRight = toImage(base::Point{boxInCropPixels.x2, boxInCropPixels.y2});
    return {topLeft.x, topLeft.y, bottomRight.x, bottomRight.y};
}

base::Box InputTransform::modelSeesInImagePixels() const {
    const auto side = static_cast<double>(crop);
    return base::intersection(toImage(base::Box{0, 0, side, side}),
                              {0, 0, static_cast<double>(originalColumns), static_cast<double>(originalRows)});
}

InputTransform makeInputTransform(int rows, int columns, const InputSpec& spec) {
    const int longest = std::max(rows, columns);
    const int resizedRows = shortSide(rows, longest, spec.resize);
    const int resizedColumns = shortSide(columns, longest, spec.resize);
    return {.scaleX = static_cast<double>(resizedColumns) / columns,
            .scaleY = static_cast<double>(resizedRows) / rows,
            .offsetX = static_cast<double>(cropOffset(resizedColumns, spec)),
            .offsetY = static_cast<double>(cropOffset(resizedRows, spec)),
            .crop = spec.crop,
            .originalColumns = columns,
            .originalRows = rows};
}

ModelInput makeModelInput(const domain::Radiograph& radiograph, const InputSpec& spec) {
    const DisplayLut lut = makeDisplayLut(radiograph, defaultVoi(radiograph), false);
    const std::vector<std::uint16_t>& pixels = *radiograph.pixels;
    return resizeIntoCrop(radiograph.rows, radiograph.columns, spec, [&](int row, int column) {
        return static_cast<float>(lut.grey[pixels[static_cast<std::size_t>(row) * radiograph.columns + column]]);
    });
}

ModelInput makeModelInput(const std::vector<std::uint8_t>& grey, int rows, int columns, const InputSpec& spec) {
    return resizeIntoCrop(rows, columns, spec, [&](int row, int column) {
        return static_cast<float>(grey[static_cast<std::size_t>(row) * columns + column]);
    });
}

}  // namespace asg::vision
