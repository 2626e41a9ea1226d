#pragma once

#include "models/pretraining/dataset.h"

#include <filesystem>
#include <functional>

namespace asg::tests {

/// A data set of phantoms as `asg train dataset annotations` leaves it: their own boxes are the ones that readers drew.
/// `change` may alter the entries before they are written. Throws std::runtime_error.
[[nodiscard]] pretraining::Dataset makeAnnotations(const std::filesystem::path& folder, int taught, int aside,
                                                   const std::function<void(pretraining::Entry&)>& change = {});

}  // namespace asg::tests
