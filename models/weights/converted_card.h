#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/weights/convert.h"

namespace asg::weights {

/// Writes card.json and card.md of a converted model: what it was made from, what it can do, and that nothing of it
/// was measured here. `isPublished`: the whole published network, whose tags and embeddings were trained together.
[[nodiscard]] base::Result<void> writeConvertedCard(const ConvertRequest& request, const nets::NetworkConfig& config,
                                                    const ConvertReport& report, bool isPublished);

}  // namespace asg::weights
