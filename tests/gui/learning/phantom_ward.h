#pragma once

#include "core/analysis/backend.h"
#include "core/domain/region.h"
#include "core/phantom/phantom.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace asg::tests {

/// A picture of nobody on the disk, with where its regions really are.
struct Patient {
    std::filesystem::path picture;  ///< NAME/picture.png
    std::filesystem::path report;   ///< NAME/report.txt
    phantom::Phantom truth;

    /// Empty where the picture does not show the region.
    [[nodiscard]] base::Box boxOf(domain::RegionId region) const;
};

/// The regions that the scripted readers look after.
[[nodiscard]] const std::vector<domain::RegionId>& watchedRegions();

/// Writes phantoms with seeds from `firstSeed` on, each into a folder of its own. Aborts where it cannot.
[[nodiscard]] std::vector<Patient> admit(const std::filesystem::path& folder, std::uint64_t firstSeed, int count);

/// A data set as `asg train dataset annotations` would leave it, whose readers drew every watched box too far to the
/// picture's right and bottom and too small.
void writeMisdrawn(const std::filesystem::path& folder, const std::vector<Patient>& patients);

/// Runs `asg` with words of `train …`; aborts, with what it said, where that fails. Gives what it printed.
std::string runTraining(const std::vector<std::string>& words);

/// A model as the window loads it.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Backend>> loadModel(const std::filesystem::path& folder);

/// Mean IoU of a model's watched boxes with where the regions are; a box that the model does not draw counts as 0.
[[nodiscard]] double meanIou(const std::filesystem::path& model, const std::vector<Patient>& patients);

}  // namespace asg::tests
