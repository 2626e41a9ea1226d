#include "app/cli/tag_maps.h"

#include "core/io/image_writer.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

namespace asg::cli {
namespace {

/// "pleural effusion/thickening" → "maps/pleural-effusion-thickening.png"
std::string mapFile(std::string_view tag) {
    std::string name(tag);
    std::ranges::replace_if(
        name, [](unsigned char letter) { return std::isalnum(letter) == 0; }, '-');
    return std::string(kMapsFolder) + "/" + name + ".png";
}

/// What a step of a pixel is worth, so that the largest value takes the whole range.
double scaleOf(const domain::HeatMap& map) {
    constexpr double kLargestPixel = 65535;
    const float largest = *std::ranges::max_element(map.values);
    return largest > 0 ? static_cast<double>(largest) / kLargestPixel : 1;
}

std::vector<std::uint16_t> pixelsOf(const domain::HeatMap& map, double scale) {
    std::vector<std::uint16_t> pixels;
    pixels.reserve(map.values.size());
    for (const float value : map.values)
        pixels.push_back(static_cast<std::uint16_t>(std::lround(std::max(0.0, static_cast<double>(value)) / scale)));
    return pixels;
}

}  // namespace

base::Result<TagMaps> tagMapsOf(const domain::Analysis& analysis) {
    TagMaps maps;
    for (const auto tag : domain::allTags()) {
        const auto& map = analysis.tagMaps[tag.value];
        if (!map || map->values.empty()) continue;
        const auto name = domain::tagName(tag);
        const double scale = scaleOf(*map);
        auto png = io::encodePng(pixelsOf(*map, scale), map->side, map->side);
        if (!png) return png.error();
        const auto& box = map->boxInImagePixels;
        maps.list.push_back({{"tag", name},
                             {"file", mapFile(name)},
                             {"rows", map->side},
                             {"columns", map->side},
                             {"scale", scale},
                             {"box", {box.x1, box.y1, box.x2, box.y2}}});
        maps.files.push_back({mapFile(name), std::move(*png)});
    }
    return maps;
}

}  // namespace asg::cli
