#pragma once

#include <string_view>

namespace asg::regions {

/// What a card has to say of a published file of weights that a training began with, by the file's SHA-256: who made
/// it, from what, where it comes from and its licence. Empty for a file that is not known.
[[nodiscard]] std::string_view originOf(std::string_view sha256);

}  // namespace asg::regions
