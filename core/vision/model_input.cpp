#include "core/vision/model_input.h"

#include "core/vision/display_lut.h"

#include <algorithm>
#include <cmath>

namespace asg::vision {
namespace {

/// Two neighbours on one axis and the weight of the second.
struct Tap {
    int first;
    int second;
    float weight;
};

/// Pixel centres lie at half integers; beyond the border the last pixel goes on.
Tap tapAt(int resized, double scale, int size) {
    const double position = (resized + 0.5) / scale - 0.5;
    const double below = std::floor(position);
    const auto clampIndex = [size](double index) { return static_cast<int>(std::clamp(index, 0.0, size - 1.0)); };
    return {clampIndex(below), clampIndex(below + 1), static_cast<float>(position - below)};
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

/// `greyAt(row, column)` gives the original's grey.
template <typename GreyAt>
ModelInput resizeIntoCrop(int rows, int columns, const InputSpec& spec, const GreyAt& greyAt) {
    ModelInput input{std::vector<float>(static_cast<std::size_t>(spec.crop) * spec.crop),
                     makeInputTransform(rows, columns, spec), spec};
    const InputTransform& transform = input.transform;
    const auto offsetX = static_cast<int>(transform.offsetX);
    const auto offsetY = static_cast<int>(transform.offsetY);
    const auto resizedColumns = static_cast<int>(std::lround(columns * transform.scaleX));
    const auto resizedRows = static_cast<int>(std::lround(rows * transform.scaleY));
    std::vector<Tap> tapsX;
    for (int x = 0; x < resizedColumns; ++x) tapsX.push_back(tapAt(x, transform.scaleX, columns));

    for (int y = std::max(0, offsetY); y < std::min(spec.crop, resizedRows + offsetY); ++y) {
        const Tap tapY = tapAt(y - offsetY, transform.scaleY, rows);
        for (int x = std::max(0, offsetX); x < std::min(spec.crop, resizedColumns + offsetX); ++x) {
            const Tap& tapX = tapsX[static_cast<std::size_t>(x - offsetX)];
            const auto blend = [&](int row) {
                const float left = greyAt(row, tapX.first);
                return left + (greyAt(row, tapX.second) - left) * tapX.weight;
            };
            const float above = blend(tapY.first);
            input.grey[static_cast<std::size_t>(y) * spec.crop + x] =
                above + (blend(tapY.second) - above) * tapY.weight;
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
