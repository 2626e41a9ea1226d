#include "core/vision/eye_filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace asg::vision {
namespace {

using domain::Radiograph;

constexpr double kEdgesPerSide = 600;  // the blur's reach as a part of the shorter side
constexpr double kSharpening = 1.0;    // how much of an edge is added to it
constexpr int kBoxes = 3;              // of which a Gaussian is made, near enough

constexpr int kTiles = 8;          // along each side
constexpr int kBins = 1024;        // of a tile's histogram
constexpr double kSteepest = 3;    // how much steeper than even a tile's curve may be: noise must not become structure
constexpr double kOutside = 1e-3;  // of the values at either end, which keep what they are

/// Rows × columns, rows first.
struct Plane {
    int columns;
    int rows;
    [[nodiscard]] std::size_t at(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
    }
};

bool isPadding(const Radiograph& radiograph, std::uint16_t value) {
    const auto stored = std::int32_t{value} + radiograph.storedOffset;
    const auto& padding = radiograph.paddingStored;
    return padding && stored >= padding->first && stored <= padding->second;
}

std::uint16_t withinRange(const Radiograph& radiograph, double value) {
    const double least = radiograph.minimumStored - radiograph.storedOffset;
    const double most = radiograph.maximumStored - radiograph.storedOffset;
    return static_cast<std::uint16_t>(std::lround(std::clamp(value, std::min(least, most), std::max(least, most))));
}

/// The mean of 2 × `reach` + 1 values along a row; beyond its ends stand the last ones.
void blurRow(const float* from, float* to, int count, int reach) {
    const auto value = [&](int i) { return static_cast<double>(from[std::clamp(i, 0, count - 1)]); };
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) sum += value(i);
    for (int i = 0; i < count; ++i) {
        to[i] = static_cast<float>(sum / (2 * reach + 1));
        sum += value(i + reach + 1) - value(i - reach);
    }
}

/// The same down all columns at once, row by row, as the memory lies.
void blurColumns(const std::vector<float>& from, std::vector<float>& to, const Plane& plane, int reach) {
    std::vector<double> sums(static_cast<std::size_t>(plane.columns));
    const auto add = [&](int row, double sign) {
        const float* values = from.data() + plane.at(0, std::clamp(row, 0, plane.rows - 1));
        for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += sign * static_cast<double>(values[x]);
    };
    for (int row = -reach; row <= reach; ++row) add(row, 1);
    for (int row = 0; row < plane.rows; ++row) {
        float* into = to.data() + plane.at(0, row);
        for (std::size_t x = 0; x < sums.size(); ++x) into[x] = static_cast<float>(sums[x] / (2 * reach + 1));
        add(row + reach + 1, 1);
        add(row - reach, -1);
    }
}

/// False: stopped.
bool sharpen(const Radiograph& radiograph, std::vector<std::uint16_t>& pixels, const std::stop_token& stop) {
    const Plane plane{radiograph.columns, radiograph.rows};
    const double sigma = std::max(1.0, std::min(plane.columns, plane.rows) / kEdgesPerSide);
    // Boxes of this width have, together, the variance of the Gaussian.
    const int reach = std::max(1, static_cast<int>(std::lround((std::sqrt(12 * sigma * sigma / kBoxes + 1) - 1) / 2)));
    std::vector<float> blurred(pixels.begin(), pixels.end());
    std::vector<float> other(blurred.size());
    for (int box = 0; box < kBoxes; ++box) {
        for (int row = 0; row < plane.rows; ++row)
            blurRow(blurred.data() + plane.at(0, row), other.data() + plane.at(0, row), plane.columns, reach);
        if (stop.stop_requested()) return false;
        blurColumns(other, blurred, plane, reach);
        if (stop.stop_requested()) return false;
    }
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        if (isPadding(radiograph, pixels[i])) continue;
        const double value = pixels[i];
        pixels[i] = withinRange(radiograph, value + kSharpening * (value - static_cast<double>(blurred[i])));
    }
    return true;
}

/// Evens the contrast of a picture: a curve for each tile, and between the middles of tiles what lies between them.
class ContrastEvener {
public:
    ContrastEvener(const Radiograph& radiograph, const std::vector<std::uint16_t>& pixels)
        : m_radiograph(radiograph), m_plane{radiograph.columns, radiograph.rows} {
        findRange(pixels);
        m_tilesAcross = std::min(kTiles, m_plane.columns);
        m_tilesDown = std::min(kTiles, m_plane.rows);
    }

    /// False: stopped.
    [[nodiscard]] bool run(std::vector<std::uint16_t>& pixels, const std::stop_token& stop) {
        if (m_most <= m_least) return true;
        for (int down = 0; down < m_tilesDown; ++down)
            for (int across = 0; across < m_tilesAcross; ++across) {
                if (stop.stop_requested()) return false;
                m_curves.push_back(curveOf(pixels, across, down));
            }
        for (int row = 0; row < m_plane.rows; ++row) {
            if (stop.stop_requested()) return false;
            evenRow(pixels, row);
        }
        return true;
    }

private:
    using Curve = std::array<float, kBins>;  ///< a bin's place in the range, 0 … 1

    /// Where a pixel lies among the middles of tiles along one side.
    struct Between {
        int first;
        int second;
        double share;  ///< of the second
    };

    void findRange(const std::vector<std::uint16_t>& pixels) {
        std::vector<std::size_t> counts(std::size_t{1} << 16);
        std::size_t all = 0;
        for (const auto value : pixels)
            if (!isPadding(m_radiograph, value)) {
                ++counts[value];
                ++all;
            }
        const auto valueAt = [&](double share) {
            const auto wanted = static_cast<std::size_t>(share * static_cast<double>(all));
            std::size_t seen = 0;
            std::size_t value = 0;
            while (value + 1 < counts.size() && (seen += counts[value]) <= wanted) ++value;
            return static_cast<int>(value);
        };
        m_least = all == 0 ? 0 : valueAt(kOutside);
        m_most = all == 0 ? 0 : valueAt(1 - kOutside - 1.0 / static_cast<double>(all));
    }

    [[nodiscard]] bool isEvened(std::uint16_t value) const {
        return value >= m_least && value <= m_most && !isPadding(m_radiograph, value);
    }
    /// From the first bin to the last.
    [[nodiscard]] double placeOf(std::uint16_t value) const {
        return static_cast<double>(value - m_least) * (kBins - 1) / (m_most - m_least);
    }

    [[nodiscard]] Curve curveOf(const std::vector<std::uint16_t>& pixels, int across, int down) const {
        std::array<double, kBins> counts{};
        double all = 0;
        const auto edge = [](int tile, int tiles, int side) {
            return static_cast<int>(std::int64_t{side} * tile / tiles);
        };
        for (int y = edge(down, m_tilesDown, m_plane.rows); y < edge(down + 1, m_tilesDown, m_plane.rows); ++y)
            for (int x = edge(across, m_tilesAcross, m_plane.columns);
                 x < edge(across + 1, m_tilesAcross, m_plane.columns); ++x)
                if (const auto value = pixels[m_plane.at(x, y)]; isEvened(value)) {
                    ++counts[static_cast<std::size_t>(placeOf(value))];
                    ++all;
                }
        const double most = kSteepest * all / kBins;
        double cut = 0;
        for (auto& count : counts) {
            cut += std::max(0.0, count - most);
            count = std::min(count, most);
        }
        Curve curve{};
        double sum = 0;
        for (std::size_t bin = 0; bin < counts.size(); ++bin) {
            // Without a value in the tile everything stays where it is.
            const double count = all > 0 ? (counts[bin] + cut / kBins) / all : 1.0 / kBins;
            curve[bin] = static_cast<float>(sum + count / 2);
            sum += count;
        }
        return curve;
    }

    [[nodiscard]] static Between between(int pixel, int side, int tiles) {
        const double at = std::clamp((pixel + 0.5) * tiles / side - 0.5, 0.0, static_cast<double>(tiles - 1));
        const int first = static_cast<int>(at);
        return {first, std::min(first + 1, tiles - 1), at - first};
    }
    /// Between two bins, too: a narrow window must not show steps.
    [[nodiscard]] double curveAt(int across, int down, double place) const {
        const auto& curve = m_curves[static_cast<std::size_t>(down * m_tilesAcross + across)];
        const auto bin = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(bin);
        return std::lerp(static_cast<double>(curve[bin]),
                         static_cast<double>(curve[std::min(bin + 1, curve.size() - 1)]), share);
    }

    void evenRow(std::vector<std::uint16_t>& pixels, int row) const {
        const auto down = between(row, m_plane.rows, m_tilesDown);
        for (int column = 0; column < m_plane.columns; ++column) {
            auto& value = pixels[m_plane.at(column, row)];
            if (!isEvened(value)) continue;
            const auto across = between(column, m_plane.columns, m_tilesAcross);
            const double place = placeOf(value);
            const auto inRow = [&](int tile) {
                return std::lerp(curveAt(across.first, tile, place), curveAt(across.second, tile, place), across.share);
            };
            const double evened = std::lerp(inRow(down.first), inRow(down.second), down.share);
            value = withinRange(m_radiograph, m_least + evened * (m_most - m_least));
        }
    }

    const Radiograph& m_radiograph;
    Plane m_plane;
    int m_least = 0;  ///< pixel values between which contrast is evened
    int m_most = 0;
    int m_tilesAcross = 1;
    int m_tilesDown = 1;
    std::vector<Curve> m_curves;  ///< row by row
};

}  // namespace

base::Outcome<domain::RadiographPtr> filteredForTheEye(const Radiograph& radiograph, EyeFilter filter,
                                                       const std::stop_token& stop) {
    auto pixels = *radiograph.pixels;
    if (filter.evensContrast && !ContrastEvener(radiograph, pixels).run(pixels, stop)) return base::Cancelled{};
    if (filter.sharpens && !sharpen(radiograph, pixels, stop)) return base::Cancelled{};
    auto filtered = std::make_shared<Radiograph>(radiograph);
    filtered->pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    return domain::RadiographPtr(std::move(filtered));
}

}  // namespace asg::vision
