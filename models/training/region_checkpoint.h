#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/training/region_pool.h"

#include <torch/nn/module.h>
#include <torch/optim/adamw.h>

#include <filesystem>
#include <string>
#include <vector>

namespace asg::training {

/// The exact state of a training between two steps. Refers to the trainer's own objects, which outlive it.
struct RegionCheckpoint {
    std::string identity;  ///< `checkpointIdentity`
    torch::nn::Module& network;
    torch::nn::Module& averaged;
    torch::optim::AdamW& optimizer;
    int& step;
    std::vector<PoolItem>& unlabelled;  ///< their self-taught boxes are part of the state

    /// Written aside, then renamed: after a kill -9 at any moment the last whole one is there.
    [[nodiscard]] base::Result<void> save(const std::filesystem::path& path) const;
    /// Errors: Corrupt; InvalidData when it has another identity.
    [[nodiscard]] base::Result<void> load(const std::filesystem::path& path);
};

}  // namespace asg::training
