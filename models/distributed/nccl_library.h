#pragma once

// Private to models/: includes Torch.

#include "models/distributed/process_group.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

namespace asg::distributed {

/// The door to NCCL. What implements it is a library of its own, libasg_nccl.so, because it needs LibTorch's CUDA half,
/// which most machines neither have nor load. Loaded when GPUs train together, from beside the program or the module
/// that this code is in.
class NcclLibrary {
public:
    virtual ~NcclLibrary() = default;

    /// Why NCCL cannot be used with this GPU, in words; empty when it can. Loads nothing more and starts nothing.
    [[nodiscard]] virtual std::string problem(const c10::Device& device) const = 0;

    /// Joins; collectives fail within `timeout`. Throws what c10d throws.
    [[nodiscard]] virtual std::shared_ptr<ProcessGroup> join(const Launch& launch,
                                                             const c10::intrusive_ptr<c10d::Store>& store,
                                                             const c10::Device& device,
                                                             std::chrono::milliseconds timeout) const = 0;
};

/// Errors: Unsupported, where the library is missing (it is built where CUDA's and NCCL's headers are) or does not load
/// (NVIDIA's libraries are missing). Never unloaded.
[[nodiscard]] base::Result<const NcclLibrary*> loadNcclLibrary();

}  // namespace asg::distributed

/// The one symbol that libasg_nccl.so exports; the object lives as long as the library.
extern "C" const asg::distributed::NcclLibrary* asgNcclLibrary();
