#pragma once

#include "core/domain/tag.h"
#include "models/nets/config.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace asg::weights {

/// Names the outputs of the network's heads on its card, in their order: "regionOutputs" where it has a region head,
/// "tagOutputs" where it has a tag decoder. `tags` are those of the decoder's outputs.
void nameOutputs(nlohmann::json& card, const nets::NetworkConfig& config, std::span<const domain::TagId> tags);

}  // namespace asg::weights
