#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "models/training/region_sample.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::training {

/// Longest side that pictures are prepared with for a network of that crop: enlarged by a third they lose no detail.
[[nodiscard]] constexpr int preparedSideFor(int crop) {
    return crop * 4 / 3;
}

/// A picture as training reads it: 8-bit display grey, rows first.
struct PreparedImage {
    int rows = 0;
    int columns = 0;
    std::vector<std::uint8_t> grey;
    std::string sha256;  ///< of the original file
};

/// A picture decoded and resized to that longest side as for inference: the display LUT, bilinear with antialiasing.
/// Pure.
[[nodiscard]] PreparedImage prepareImage(const domain::Radiograph& radiograph, int side);

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
[[nodiscard]] base::Outcome<std::vector<PreparedImage>> prepareImages(const std::filesystem::path& data,
                                                                      const std::vector<RegionSample>& samples,
                                                                      const PreparedFolder& prepared,
                                                                      const base::Progress& progress,
                                                                      std::stop_token stop);

}  // namespace asg::training
