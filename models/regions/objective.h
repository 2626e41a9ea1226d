#pragma once

// Private to models/: includes Torch.

#include "models/nets/asg_network.h"
#include "models/regions/region_pool.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace asg::regions {

/// One picture of a batch, as it was shown.
struct ShownPicture {
    const PoolItem& item;
    const RegionExample& example;
};

/// What a training teaches the network beside regions and gate.
class Objective {
public:
    Objective() = default;
    Objective(const Objective&) = delete;
    Objective& operator=(const Objective&) = delete;
    virtual ~Objective() = default;

    /// Short, for the log's heading.
    [[nodiscard]] virtual std::string name() const = 0;
    /// A text that differs where its data or its settings do: a checkpoint belongs to one of them.
    [[nodiscard]] virtual std::string identity() const = 0;
    /// Its weighted loss of a batch, a scalar with a graph, whatever the batch holds. `features` are the network's own
    /// of those pictures, in their order. Called inside mixed precision, where the training has it.
    [[nodiscard]] virtual at::Tensor loss(nets::AsgNetwork& network, const nets::ImageFeatures& features,
                                          const std::vector<ShownPicture>& pictures) = 0;
};

}  // namespace asg::regions
