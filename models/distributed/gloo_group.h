#pragma once

// Private to models/: includes Torch.

#include "models/distributed/process_group.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

namespace asg::distributed {

/// False where libgloo-dev was missing when this was built: the wheel's Gloo comes without its headers.
[[nodiscard]] bool hasGloo();

/// Gloo works on CPU tensors; those of a GPU travel by the CPU and back. `why`: see TransportAgreement. Throws what
/// c10d throws.
[[nodiscard]] std::shared_ptr<ProcessGroup> joinGloo(const Launch& launch, const c10::intrusive_ptr<c10d::Store>& store,
                                                     std::chrono::milliseconds timeout, const std::string& why);

}  // namespace asg::distributed
