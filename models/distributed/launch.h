#pragma once

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <string>

namespace asg::distributed {

/// This process's place among those that train together.
struct Launch {
    int rank = 0;  ///< 0 … worldSize - 1; rank 0 writes logs and checkpoints
    int worldSize = 1;
    int localRank = 0;  ///< among the processes of this machine: which GPU is its own
    std::string masterAddress = "127.0.0.1";
    int masterPort = 29500;
};

/// Looks a variable of the environment up; empty when it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// From torchrun's variables, or those set by hand (RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR, MASTER_PORT), or Slurm's
/// (SLURM_PROCID, SLURM_NTASKS, SLURM_LOCALID, with MASTER_ADDR, MASTER_PORT beside them). Nothing of them set: one
/// process on its own. A half-set or senseless environment is InvalidArgument and names the variable.
[[nodiscard]] base::Result<Launch> launchFrom(const Environment& environment);

/// The same from the process's own environment.
[[nodiscard]] base::Result<Launch> launchFromEnvironment();

}  // namespace asg::distributed
