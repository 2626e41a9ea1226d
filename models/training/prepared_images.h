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

/// Longest side of a prepared picture in pixels.
inline constexpr int kPreparedSide = 256;

/// A picture as training reads it: 8-bit display grey, longest side kPreparedSide, rows first.
struct PreparedImage {
    int rows = 0;
    int columns = 0;
    std::vector<std::uint8_t> grey;
    std::string sha256;  ///< of the original file
};

/// A picture decoded and resized as for inference: the display LUT, bilinear with antialiasing. Pure.
[[nodiscard]] PreparedImage prepareImage(const domain::Radiograph& radiograph);

/// The prepared pictures of `samples`, in their order.
///
/// Decoded and resized as for inference (the display LUT, bilinear with antialiasing) once, and kept in `folder`
/// (prepared.json and prepared.bin, written aside and renamed; 64 MB for 1 000 pictures); later calls read these as
/// long as they hold the same paths with the same file sizes. Pictures that cannot be read end it: a data set with
/// holes is not the one that the card names. Blocks; errors of `openRadiograph`, `readFile` and `writeFileAtomically`.
[[nodiscard]] base::Outcome<std::vector<PreparedImage>> prepareImages(const std::filesystem::path& data,
                                                                      const std::vector<RegionSample>& samples,
                                                                      const std::filesystem::path& folder,
                                                                      const base::Progress& progress,
                                                                      std::stop_token stop);

}  // namespace asg::training
