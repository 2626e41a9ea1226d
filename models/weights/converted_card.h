#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/weights/convert.h"
#include "models/weights/foreign_outputs.h"

namespace asg::weights {

/// What the card of a converted model tells of.
struct ConvertedModel {
    const ConvertRequest& request;
    const nets::NetworkConfig& config;
    const ConvertReport& report;
    const ForeignOutputs& outputs;  ///< of a classifier
    bool isPublished = false;       ///< the whole published network, whose tags and embeddings were trained together
};

/// Writes card.json and card.md: what it was made from, what it can do, and that nothing of it was measured here.
[[nodiscard]] base::Result<void> writeConvertedCard(const ConvertedModel& model);

}  // namespace asg::weights
