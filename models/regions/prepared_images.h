#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/region_sample.h"
#include "models/training/prepared_image.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::regions {

/// Where pictures of one size are kept.
struct PreparedFolder {
    std::filesystem::path folder;
    int side = 256;  ///< the longest one in pixels
};

/// The prepared pictures of `samples`, in their order.
///
/// Decoded and resized as for inference (the display LUT, bilinear with antialiasing) once, and kept there
/// (prepared.json and prepared.bin, written aside and renamed; 64 MB for 1 000 pictures of 256 pixels); later calls
/// read these as long as they hold the same paths with the same file sizes at the same side. Pictures that cannot be
/// read end it: a data set with holes is not the one that the card names. Blocks; errors of `openRadiograph`,
/// `readFile` and `writeFileAtomically`.
[[nodiscard]] base::Outcome<std::vector<training::PreparedImage>> prepareImages(
    const std::filesystem::path& data, const std::vector<RegionSample>& samples, const PreparedFolder& prepared,
    const base::Progress& progress, std::stop_token stop);

}  // namespace asg::regions
