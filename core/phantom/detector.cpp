#include "core/phantom/detector.h"

#include "core/phantom/portable_math.h"

#include <algorithm>
#include <cmath>

namespace asg::phantom {
namespace {

// What direct exposure and what no exposure at all are shown as.
constexpr float kBase = 0.015F;
constexpr float kTop = 0.965F;

// A blurred copy; wide blurs are made of a reduced picture.
Plane blurred(const Plane& plane, double deviation) {
    const int factor = std::max(1, static_cast<int>(deviation / 3));
    if (factor == 1) {
        Plane copy = plane;
        blur(copy, deviation);
        return copy;
    }
    Plane small = reduced(plane, factor);
    blur(small, deviation / factor);
    return enlarged(small, factor, plane.rows, plane.columns);
}

Plane transmit(const Tissue& tissue, const Exposure& e) {
    Plane intensity(tissue.soft.rows, tissue.soft.columns);
    const auto soft = static_cast<float>(e.softPerMm);
    const auto bone = static_cast<float>(e.bonePerMm);
    const auto metal = static_cast<float>(e.metalPerMm);
    for (std::size_t i = 0; i < intensity.values.size(); ++i) {
        const float tissueMm = std::max(0.0F, tissue.soft.values[i] - 0.74F * tissue.lung.values[i]);
        const float depth =
            soft * tissueMm + bone * std::max(0.0F, tissue.bone.values[i]) + metal * tissue.metal.values[i];
        intensity.values[i] = math::exponential(-std::min(depth, 20.0F));
    }
    return intensity;
}

}  // namespace

Exposure drawExposure(Random& random, bool bedside) {
    Exposure e;
    e.scatter = bedside ? random.uniform(0.3, 0.55) : random.uniform(0.12, 0.28);
    e.noise = bedside ? random.uniform(0.008, 0.018) : random.uniform(0.004, 0.010);
    e.latitude = random.uniform(0.3, 0.6);
    e.edge = random.uniform(0.2, 0.9);
    e.brightness = random.around(0, 0.12);
    e.contrast = random.around(1, 0.1);
    return e;
}

Plane expose(const Tissue& tissue, const Exposure& e, double mmPerPixel, Random& random) {
    Plane signal = transmit(tissue, e);
    const Plane scattered = blurred(signal, 32 / mmPerPixel);
    // The focal spot and the scintillator blur a little; noise is correlated by the latter.
    blur(signal, 0.25 / mmPerPixel);
    Plane noise(signal.rows, signal.columns);
    for (float& v : noise.values) v = random.quickNormal();
    blur(noise, 0.22 / mmPerPixel);
    const auto share = static_cast<float>(e.scatter);
    const auto deviation = static_cast<float>(e.noise * std::min(1.5, 0.4 / mmPerPixel));
    for (std::size_t i = 0; i < signal.values.size(); ++i) {
        const float total = signal.values[i] + share * scattered.values[i] * 0.6F;
        // Quantum noise: its relative size grows as the square root of the attenuation.
        const float relative = deviation / std::sqrt(std::max(total, 1e-4F));
        signal.values[i] = -math::logarithm(std::max(total * (1 + relative * noise.values[i]), 1e-5F));
    }
    // Multi-band processing as vendors do: less of the coarse contrast, more of the fine.
    const Plane coarse = blurred(signal, 22 / mmPerPixel);
    const Plane fine = blurred(signal, std::max(1.0, 1.3 / mmPerPixel));
    const auto latitude = static_cast<float>(e.latitude);
    const auto edge = static_cast<float>(e.edge);
    const auto slope = static_cast<float>(2.1 * e.contrast);
    const auto centre = static_cast<float>(1.97 - e.brightness);
    for (std::size_t i = 0; i < signal.values.size(); ++i) {
        const float depth = signal.values[i];
        const float even = depth - latitude * (coarse.values[i] - centre) * 0.6F + edge * (depth - fine.values[i]);
        const float response = 1.0F / (1.0F + math::exponential(std::clamp(-slope * (even - centre), -30.0F, 30.0F)));
        signal.values[i] = kBase + (kTop - kBase) * response;
    }
    return signal;
}

}  // namespace asg::phantom
