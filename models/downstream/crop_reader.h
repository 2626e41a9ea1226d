#pragma once

#include "core/base/result.h"
#include "core/vision/model_input.h"

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::downstream {

/// A picture as the network sees it.
struct Crop {
    vision::ModelInput input;
    std::string sha256;  ///< of the file
};

/// A file to open.
struct CropSource {
    std::filesystem::path path;
    std::string sha256;  ///< that it must have; empty: any
};

struct ReadSettings {
    vision::InputSpec input;
    int threads = 0;  ///< that open pictures; 0: as many as the computer has
    int chunk = 64;   ///< pictures that are handed over together
};

/// Gets the pictures `first`, `first + 1` … in the order of the sources, each read or failed. False ends the reading.
using TakeCrops = std::function<bool(std::size_t first, std::span<base::Result<Crop>> crops)>;

/// Opens and crops pictures in threads, a chunk ahead of what `take` works on; `take` runs on the calling thread and
/// may throw, which ends the reading. False when `stop` or `take` ended it. Errors of a picture are those of
/// `openRadiograph`, Corrupt for another SHA-256, and OutOfMemory.
bool readCrops(const std::vector<CropSource>& sources, const ReadSettings& settings, const TakeCrops& take,
               const std::stop_token& stop);

}  // namespace asg::downstream
