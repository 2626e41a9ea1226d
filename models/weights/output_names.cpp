#include "models/weights/output_names.h"

#include "core/domain/region.h"

#include <nlohmann/json.hpp>

namespace asg::weights {

using nlohmann::json;

void nameOutputs(json& card, const nets::NetworkConfig& config, std::span<const domain::TagId> tags) {
    if (config.regionHead) {
        auto& names = card["regionOutputs"] = json::array();
        for (const auto region : domain::modelRegions()) names.push_back(domain::regionName(region));
    }
    if (config.tagDecoder) {
        auto& names = card["tagOutputs"] = json::array();
        for (const auto tag : tags) names.push_back(domain::tagName(tag));
    }
}

}  // namespace asg::weights
