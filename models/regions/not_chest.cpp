#include "models/regions/not_chest.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace asg::regions {
namespace {

training::Crop flat(int side, float grey) {
    const auto size = static_cast<std::size_t>(side) * side;
    return {side, std::vector<float>(size, grey), std::vector<bool>(size, true)};
}

/// Calls `paint(x, y, old)` for every pixel, x and y as fractions.
template <typename Paint>
void paintAll(training::Crop& crop, const Paint& paint) {
    for (int y = 0; y < crop.side; ++y)
        for (int x = 0; x < crop.side; ++x) {
            float& grey = crop.grey[static_cast<std::size_t>(y) * crop.side + x];
            grey =
                std::clamp(static_cast<float>(paint((x + 0.5) / crop.side, (y + 0.5) / crop.side, grey)), 0.0F, 255.0F);
        }
}

training::Crop shuffledTiles(const training::Crop& crop, base::Random& random) {
    const int tiles = 2 + static_cast<int>(random.below(4));
    std::vector<int> order(static_cast<std::size_t>(tiles) * tiles);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
    for (std::size_t i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
    const int tile = crop.side / tiles;
    training::Crop shuffled = crop;
    for (int y = 0; y < tile * tiles; ++y)
        for (int x = 0; x < tile * tiles; ++x) {
            const int from = order[static_cast<std::size_t>(y / tile) * tiles + x / tile];
            const std::size_t source =
                static_cast<std::size_t>(from / tiles * tile + y % tile) * crop.side + from % tiles * tile + x % tile;
            const std::size_t target = static_cast<std::size_t>(y) * crop.side + x;
            shuffled.grey[target] = crop.grey[source];
            shuffled.inside[target] = crop.inside[source];
        }
    return shuffled;
}

training::Crop smoothNoise(int side, base::Random& random) {
    training::Crop crop = flat(side, 0);
    double weight = 255;
    for (int cells = 2 + static_cast<int>(random.below(6)); cells < side; cells *= 3) {
        weight *= random.uniform(0.4, 0.9);
        std::vector<double> lattice(static_cast<std::size_t>(cells + 1) * (cells + 1));
        for (double& value : lattice) value = random.unit();
        paintAll(crop, [&](double x, double y, double old) {
            const double px = x * cells;
            const double py = y * cells;
            const auto ix = static_cast<std::size_t>(px);
            const auto iy = static_cast<std::size_t>(py);
            const std::size_t at = iy * (cells + 1) + ix;
            const double above = std::lerp(lattice[at], lattice[at + 1], px - static_cast<double>(ix));
            const double below =
                std::lerp(lattice[at + cells + 1], lattice[at + cells + 2], px - static_cast<double>(ix));
            return old + weight * (std::lerp(above, below, py - static_cast<double>(iy)) - 0.25);
        });
    }
    return crop;
}

void paintEllipse(training::Crop& crop, double cx, double cy, double rx, double ry, double angle, double grey,
                  double texture, base::Random& random) {
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    paintAll(crop, [&](double x, double y, double old) {
        const double u = (cosine * (x - cx) + sine * (y - cy)) / rx;
        const double v = (-sine * (x - cx) + cosine * (y - cy)) / ry;
        return u * u + v * v < 1 ? grey + texture * (random.unit() - 0.5) : old;
    });
}

/// As a slice of a CT or MR looks, or an ultrasound or a film of a limb from afar: bright on black, with organs in it.
training::Crop slice(int side, base::Random& random) {
    training::Crop crop = flat(side, static_cast<float>(random.uniform(0, 25)));
    const double rx = random.uniform(0.15, 0.48);
    const double ry = random.uniform(0.15, 0.48);
    const double angle = random.uniform(0, std::numbers::pi);
    paintEllipse(crop, 0.5, 0.5, rx, ry, angle, random.uniform(80, 255), 20, random);
    paintEllipse(crop, 0.5, 0.5, rx * 0.92, ry * 0.92, angle, random.uniform(40, 200), 30, random);
    const auto organs = 2 + random.below(9);
    for (std::uint64_t i = 0; i < organs; ++i)
        paintEllipse(crop, random.uniform(0.5 - rx / 2, 0.5 + rx / 2), random.uniform(0.5 - ry / 2, 0.5 + ry / 2),
                     rx * random.uniform(0.05, 0.45), ry * random.uniform(0.05, 0.45), random.uniform(0, 3),
                     random.uniform(0, 255), random.uniform(0, 50), random);
    return crop;
}

training::Crop scene(int side, base::Random& random) {
    training::Crop crop = flat(side, 0);
    const double level = random.uniform(30, 220);
    const double slopeX = random.uniform(-150, 150);
    const double slopeY = random.uniform(-150, 150);
    paintAll(crop, [&](double x, double y, double) { return level + slopeX * (x - 0.5) + slopeY * (y - 0.5); });
    const auto shapes = 3 + random.below(14);
    for (std::uint64_t i = 0; i < shapes; ++i) {
        const double cx = random.unit();
        const double cy = random.unit();
        const double rx = random.uniform(0.02, 0.35);
        const double ry = random.uniform(0.02, 0.35);
        const double grey = random.uniform(0, 255);
        if (random.chance(0.5)) {
            paintEllipse(crop, cx, cy, rx, ry, random.uniform(0, 3), grey, random.uniform(0, 80), random);
        } else {
            paintAll(crop, [&](double x, double y, double old) {
                return std::abs(x - cx) < rx && std::abs(y - cy) < ry ? grey : old;
            });
        }
    }
    return crop;
}

training::Crop page(int side, base::Random& random) {
    const bool dark = random.chance(0.3);
    training::Crop crop = flat(side, dark ? 15.0F : 240.0F);
    const int line = 4 + static_cast<int>(random.below(8));
    for (int top = line; top + line < side; top += line + 2)
        for (int x = line; x < side - line; ++x) {
            const bool ink = random.chance(0.5);
            if (random.chance(0.12)) x += line;
            for (int y = top; y < top + line / 2 && x < side; ++y)
                if (ink && random.chance(0.7))
                    crop.grey[static_cast<std::size_t>(y) * side + x] = dark ? 230.0F : 20.0F;
        }
    return crop;
}

}  // namespace

training::Crop drawNotChest(const training::Crop& crop, base::Random& random) {
    switch (random.below(8)) {
        case 0: return flat(crop.side, static_cast<float>(random.uniform(0, 255)));
        case 1: return page(crop.side, random);
        case 2: return smoothNoise(crop.side, random);
        case 3:
        case 4: return slice(crop.side, random);
        case 5:
        case 6: return scene(crop.side, random);
        default: return shuffledTiles(crop, random);
    }
}

}  // namespace asg::regions
