#include "ui/render/heat_layer.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace asg::render {
namespace {

constexpr double kFullLook = 4;  // times an even look
constexpr double kMiddle = 0.5;  // of the colours: the threshold

struct HeatWords {
    Q_DECLARE_TR_FUNCTIONS(HeatLayer)
};

/// Below the threshold the lower half of the colours, above it the upper half.
double placeOnScale(double probability, double threshold) {
    if (probability < threshold) return kMiddle * probability / threshold;
    return threshold < 1 ? kMiddle + (1 - kMiddle) * (probability - threshold) / (1 - threshold) : 1;
}

base::Box cellOf(const domain::HeatMap& map, int index) {
    const double width = map.boxInImagePixels.width() / map.side;
    const double height = map.boxInImagePixels.height() / map.side;
    const double x = map.boxInImagePixels.x1 + width * (index % map.side);
    const double y = map.boxInImagePixels.y1 + height * (index / map.side);
    return {x, y, x + width, y + height};
}

double shareOutside(const domain::HeatMap& map, const base::Box& box) {
    double inside = 0;
    double all = 0;
    for (int i = 0; i < map.side * map.side; ++i) {
        const base::Box cell = cellOf(map, i);
        const double value = double(map.values[static_cast<std::size_t>(i)]);
        all += value;
        if (const auto common = base::intersection(cell, box); !common.empty())
            inside += value * common.area() / cell.area();
    }
    return all > 0 ? 1 - inside / all : 0;
}

}  // namespace

std::optional<HeatLayer> tagHeat(const domain::HeatMap& attention, const domain::TagResult& tag,
                                 const std::string& name, const std::optional<base::Box>& thorax) {
    const auto cells = static_cast<std::size_t>(std::max(0, attention.side)) * static_cast<std::size_t>(attention.side);
    const double sum = std::accumulate(attention.values.begin(), attention.values.end(), 0.0);
    if (!tag.probability || !tag.threshold || cells == 0 || attention.values.size() != cells || !(sum > 0))
        return std::nullopt;
    HeatLayer layer;
    layer.map = attention;
    for (float& value : layer.map.values) {
        const double timesEven = double(value) / sum * static_cast<double>(cells);
        const double look = std::clamp((timesEven - 1) / (kFullLook - 1), 0.0, 1.0);
        value = static_cast<float>(placeOnScale(look * double(*tag.probability), double(*tag.threshold)));
    }
    layer.clipInImagePixels = thorax;
    layer.title = name + ' ' + QString::number(double(*tag.probability), 'f', 2).toStdString();
    if (thorax)
        layer.note = HeatWords::tr("%1 % lies outside the chest")
                         .arg(std::lround(100 * shareOutside(attention, *thorax)))
                         .toStdString();
    const auto threshold = QString::number(double(*tag.threshold), 'f', 2);
    layer.ticks = {{0, "0"}, {kMiddle, HeatWords::tr("%1 threshold").arg(threshold).toStdString()}, {1, "1"}};
    return layer;
}

HeatLayer likenessHeat(const domain::HeatMap& cosines, const std::string& title) {
    return {cosines, std::nullopt, title, {}, {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
}

std::optional<base::Box> thoraxOf(const std::vector<domain::RegionBox>& regions) {
    const auto boxOf = [&](std::string_view name) {
        const auto found = std::ranges::find(regions, domain::regionFromName(name), &domain::RegionBox::region);
        return found == regions.end() ? base::Box{} : found->boxInImagePixels;
    };
    const base::Box right = boxOf("right lung");
    const base::Box left = boxOf("left lung");
    if (right.empty() || left.empty()) return std::nullopt;
    base::Box around = base::enclosing(right, left);
    for (const std::string_view name : {"mediastinum", "cardiac silhouette"})
        if (const base::Box box = boxOf(name); !box.empty()) around = base::enclosing(around, box);
    return around;
}

}  // namespace asg::render
