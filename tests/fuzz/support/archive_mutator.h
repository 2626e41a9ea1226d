#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// An archive with its files changed and packed anew with right checksums, as zip, tar or tar.gz (`zipOnly`: as zip,
/// stored); then, at times, plain damage under which a tar header's checksum is still right.
[[nodiscard]] std::string mutatedArchive(std::string_view bytes, bool zipOnly, Dice& dice);

}  // namespace asg::fuzz
