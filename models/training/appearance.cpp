#include "models/training/appearance.h"

#include <algorithm>
#include <cmath>

namespace asg::training {
namespace {

void varyTone(Crop& crop, const AppearanceLimits& limits, base::Random& random) {
    const double exponent = std::exp(random.uniform(-1, 1) * std::log1p(limits.gamma));
    const double contrast = 1 + random.uniform(-limits.contrast, limits.contrast);
    const double brightness = random.uniform(-limits.brightness, limits.brightness);
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < crop.grey.size(); ++i)
        if (crop.inside[i]) {
            sum += crop.grey[i];
            ++count;
        }
    if (count == 0) return;
    const double mean = std::pow(sum / static_cast<double>(count) / 255, exponent);
    // A table: the power of 37 000 pixels would cost more than all else.
    std::vector<float> table(1025);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double bent = std::pow(static_cast<double>(i) / 1024, exponent);
        table[i] = static_cast<float>(255 * std::clamp((bent - mean) * contrast + mean + brightness, 0.0, 1.0));
    }
    for (std::size_t i = 0; i < crop.grey.size(); ++i)
        if (crop.inside[i])
            crop.grey[i] = table[static_cast<std::size_t>(std::clamp(crop.grey[i], 0.0F, 255.0F) / 255 * 1024)];
}

void blur(Crop& crop) {
    const int side = crop.side;
    const auto pass = [&](int step, int line) {
        std::vector<float> row(static_cast<std::size_t>(side));
        for (int i = 0; i < side; ++i) {
            for (int j = 0; j < side; ++j) row[j] = crop.grey[static_cast<std::size_t>(i) * line + j * step];
            for (int j = 0; j < side; ++j)
                crop.grey[static_cast<std::size_t>(i) * line + j * step] =
                    (row[std::max(0, j - 1)] + 2 * row[j] + row[std::min(side - 1, j + 1)]) / 4;
        }
    };
    pass(1, side);
    pass(side, 1);
}

void addNoise(Crop& crop, double deviation, base::Random& random) {
    for (std::size_t i = 0; i < crop.grey.size(); ++i)
        if (crop.inside[i]) {
            // Sum of three uniform numbers: near enough to a normal one, and ten times cheaper.
            const double bell = (random.unit() + random.unit() + random.unit() - 1.5) * 2;
            crop.grey[i] = std::clamp(crop.grey[i] + static_cast<float>(255 * deviation * bell), 0.0F, 255.0F);
        }
}

void erase(Crop& crop, base::Random& random) {
    const int side = crop.side;
    const int width = static_cast<int>(side * random.uniform(0.03, 0.28));
    const int height = static_cast<int>(side * random.uniform(0.03, 0.28));
    const int left = static_cast<int>(random.uniform(0, side - width));
    const int top = static_cast<int>(random.uniform(0, side - height));
    const bool noisy = random.chance(0.3);
    const auto flat = static_cast<float>(random.chance(0.4) ? 255.0 : random.uniform(0, 255));
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            crop.grey[static_cast<std::size_t>(y) * side + x] =
                noisy ? static_cast<float>(random.uniform(0, 255)) : flat;
}

/// One blob: an ellipse with a flat middle and a soft rim, in which grey is drawn towards a light level.
void veil(Crop& crop, base::Random& random) {
    const double side = crop.side;
    const double centreX = random.uniform(0.1, 0.9) * side;
    const double centreY = random.uniform(0.15, 0.9) * side;
    const double radiusX = random.uniform(0.05, 0.25) * side;
    const double radiusY = random.uniform(0.05, 0.3) * side;
    const double level = random.uniform(130, 235);
    const double strength = random.uniform(0.4, 1);
    const int top = std::max(0, static_cast<int>(centreY - 1.6 * radiusY));
    const int bottom = std::min(crop.side, static_cast<int>(centreY + 1.6 * radiusY) + 1);
    const int left = std::max(0, static_cast<int>(centreX - 1.6 * radiusX));
    const int right = std::min(crop.side, static_cast<int>(centreX + 1.6 * radiusX) + 1);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * crop.side + x;
            const double dx = (x - centreX) / radiusX;
            const double dy = (y - centreY) / radiusY;
            const double squared = dx * dx + dy * dy;
            if (!crop.inside[at] || crop.grey[at] >= level) continue;
            const double share = strength * std::exp(-squared * squared);
            crop.grey[at] += static_cast<float>(share * (level - crop.grey[at]));
        }
}

}  // namespace

void varyAppearance(Crop& crop, const AppearanceLimits& limits, base::Random& random) {
    // Before the tone, as they are in the chest. Nothing is drawn where none are wanted: other trainings keep theirs.
    while (limits.opacityChance > 0 && random.chance(limits.opacityChance)) veil(crop, random);
    varyTone(crop, limits, random);
    if (random.chance(limits.blurChance)) blur(crop);
    if (random.chance(0.6)) addNoise(crop, random.uniform(0, limits.noise), random);
    while (random.chance(limits.eraseChance)) erase(crop, random);
}

void invert(Crop& crop) {
    for (std::size_t i = 0; i < crop.grey.size(); ++i)
        if (crop.inside[i]) crop.grey[i] = 255 - crop.grey[i];
}

}  // namespace asg::training
