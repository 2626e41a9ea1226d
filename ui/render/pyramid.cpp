#include "ui/render/pyramid.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace asg::render {
namespace {

// Halved cell i of `n` cells takes cells 2i … 2i + 2. With n = 2d + 1 it covers the stretch i·n/d … (i + 1)·n/d, of
// which d - i parts lie in the first cell, d in the second, i + 1 in the third.
std::array<float, 3> weights(int i, int n) {
    const int half = n / 2;
    if (n % 2 == 0) return {0.5F, 0.5F, 0.0F};
    const auto whole = static_cast<float>(n);
    return {static_cast<float>(half - i) / whole, static_cast<float>(half) / whole, static_cast<float>(i + 1) / whole};
}

// Pointers, here and below: a check of every index (ASG_LIBRARY_ASSERTIONS) would cost a film 20 ms.
void halveRow(const std::uint16_t* source, int columns, float* out) {
    const std::ptrdiff_t half = columns / 2;
    if (half == 0) {
        out[0] = source[0];
    } else if (columns % 2 == 0) {
        for (std::ptrdiff_t i = 0; i < half; ++i) out[i] = 0.5F * static_cast<float>(source[2 * i] + source[2 * i + 1]);
    } else {
        for (std::ptrdiff_t i = 0; i < half; ++i) {
            const auto w = weights(static_cast<int>(i), columns);
            out[i] = w[0] * static_cast<float>(source[2 * i]) + w[1] * static_cast<float>(source[2 * i + 1]) +
                     w[2] * static_cast<float>(source[2 * i + 2]);
        }
    }
}

void blendRows(const std::array<std::vector<float>, 3>& rows, const std::array<float, 3>& w, std::uint16_t* out) {
    const std::size_t n = rows[0].size();
    const float* first = rows[0].data();
    const float* second = rows[1].data();
    const float* third = rows[2].data();
    for (std::size_t x = 0; x < n; ++x)
        // Values are not negative: cutting off after adding a half rounds, and unlike lround() it is vectorised.
        out[x] = static_cast<std::uint16_t>(  // NOLINTNEXTLINE(bugprone-incorrect-roundings)
            first[x] * w[0] + second[x] * w[1] + third[x] * w[2] + 0.5F);
}

}  // namespace

PyramidLevel halve(std::span<const std::uint16_t> pixels, int columns, int rows) {
    PyramidLevel level{std::max(1, columns / 2), std::max(1, rows / 2), {}};
    level.pixels.resize(static_cast<std::size_t>(level.columns) * level.rows);
    std::array<std::vector<float>, 3> line;
    line.fill(std::vector<float>(static_cast<std::size_t>(level.columns)));
    for (int y = 0; y < level.rows; ++y) {
        const auto w = rows == 1 ? std::array{1.0F, 0.0F, 0.0F} : weights(y, rows);
        for (int k = 0; k < 3; ++k)
            if (w[k] > 0)
                halveRow(pixels.data() + (static_cast<std::size_t>(2) * y + k) * columns, columns, line[k].data());
        blendRows(line, w, level.pixels.data() + static_cast<std::size_t>(y) * level.columns);
    }
    return level;
}

std::vector<PyramidLevel> makePyramid(std::span<const std::uint16_t> pixels, int columns, int rows, int maximum) {
    std::vector<PyramidLevel> levels;
    while (static_cast<int>(levels.size()) < maximum && (columns > 1 || rows > 1)) {
        levels.push_back(levels.empty() ? halve(pixels, columns, rows) : halve(levels.back().pixels, columns, rows));
        columns = levels.back().columns;
        rows = levels.back().rows;
    }
    return levels;
}

}  // namespace asg::render
