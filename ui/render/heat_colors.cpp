#include "ui/render/heat_colors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::render {
namespace {

// Coefficients of 1, x, x² … x⁶ for red, green, blue: a fit of the published table, good to 1 of 255 but for the ends.
constexpr std::array<std::array<double, 3>, 7> kViridis{{
    {0.2777273272234177, 0.005407344544966578, 0.3340998053353061},
    {0.1050930431085774, 1.404613529898575, 1.384590162594685},
    {-0.3308618287255563, 0.214847559468213, 0.09509516302823659},
    {-4.634230498983486, -5.799100973351585, -19.33244095627987},
    {6.228269936347081, 14.17993336680509, 56.69055260068105},
    {4.776384997670288, -13.74514537774601, -65.35303263337234},
    {-5.435455855934631, 4.645852612178535, 26.3124352495832},
}};

}  // namespace

QColor viridis(double value) {
    const double x = std::clamp(value, 0.0, 1.0);
    std::array<float, 3> rgb{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        double sum = 0;
        for (auto it = kViridis.rbegin(); it != kViridis.rend(); ++it) sum = sum * x + (*it)[channel];
        rgb[channel] = static_cast<float>(std::clamp(sum, 0.0, 1.0));
    }
    return QColor::fromRgbF(rgb[0], rgb[1], rgb[2]);
}

QImage heatImage(const domain::HeatMap& onScale) {
    const auto side = static_cast<std::size_t>(std::max(0, onScale.side));
    if (side == 0 || onScale.values.size() != side * side) return {};
    if (std::ranges::none_of(onScale.values, [](float value) { return value > 0; })) return {};
    QImage image(onScale.side, onScale.side, QImage::Format_ARGB32_Premultiplied);
    for (std::size_t i = 0; i < onScale.values.size(); ++i) {
        const double value = std::clamp(double(onScale.values[i]), 0.0, 1.0);
        QColor color = viridis(value);
        color.setAlphaF(static_cast<float>(kHeatOpacity * value));
        const auto at = static_cast<int>(i);
        image.setPixel(at % onScale.side, at / onScale.side, qPremultiply(color.rgba()));
    }
    return image;
}

}  // namespace asg::render
