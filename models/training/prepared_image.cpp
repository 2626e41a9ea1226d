#include "models/training/prepared_image.h"

#include "core/vision/model_input.h"

#include <cmath>

namespace asg::training {
namespace {

std::vector<std::uint8_t> cutPadding(const vision::ModelInput& input, int rows, int columns, int side) {
    std::vector<std::uint8_t> grey;
    grey.reserve(static_cast<std::size_t>(rows) * columns);
    const auto left = static_cast<int>(input.transform.offsetX);
    const auto top = static_cast<int>(input.transform.offsetY);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            grey.push_back(static_cast<std::uint8_t>(
                std::lround(input.grey[static_cast<std::size_t>(y + top) * side + left + x])));
    return grey;
}

}  // namespace

PreparedImage prepareImage(const domain::Radiograph& radiograph, int side) {
    vision::InputSpec spec;
    spec.resize = spec.crop = side;
    spec.antialias = true;
    const auto input = vision::makeModelInput(radiograph, spec);
    PreparedImage image;
    image.rows = static_cast<int>(std::lround(radiograph.rows * input.transform.scaleY));
    image.columns = static_cast<int>(std::lround(radiograph.columns * input.transform.scaleX));
    image.sha256 = radiograph.sha256;
    image.grey = cutPadding(input, image.rows, image.columns, side);
    return image;
}

}  // namespace asg::training
