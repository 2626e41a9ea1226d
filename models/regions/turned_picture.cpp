#include "models/regions/turned_picture.h"

#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <vector>

namespace asg::regions {

domain::Radiograph turnedBy(const domain::Radiograph& radiograph, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const int rows = radiograph.rows;
    const int columns = radiograph.columns;
    const auto& from = *radiograph.pixels;
    const auto darkest = static_cast<std::uint16_t>(radiograph.minimumStored - radiograph.storedOffset);
    const auto at = [&](int row, int column) -> double {
        return from[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                    static_cast<std::size_t>(column)];
    };
    auto turned = std::make_shared<std::vector<std::uint16_t>>(from.size(), darkest);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double right = column - (columns - 1) / 2.0;
            const double down = row - (rows - 1) / 2.0;
            const double x = (columns - 1) / 2.0 + cosine * right + sine * down;
            const double y = (rows - 1) / 2.0 - sine * right + cosine * down;
            const int left = static_cast<int>(std::floor(x));
            const int top = static_cast<int>(std::floor(y));
            if (left < 0 || top < 0 || left + 1 >= columns || top + 1 >= rows) continue;
            const double across = x - left;
            const double along = y - top;
            const double value = (1 - along) * ((1 - across) * at(top, left) + across * at(top, left + 1)) +
                                 along * ((1 - across) * at(top + 1, left) + across * at(top + 1, left + 1));
            (*turned)[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                      static_cast<std::size_t>(column)] = static_cast<std::uint16_t>(std::lround(value));
        }
    domain::Radiograph copy = radiograph;
    copy.pixels = std::move(turned);
    return copy;
}

}  // namespace asg::regions
