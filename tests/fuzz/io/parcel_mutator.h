#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// A parcel (core/io/decoding/parcel.h) with another number in the place of eight bytes, a number less or one more;
/// at times plain damage.
[[nodiscard]] std::string mutatedParcel(std::string_view parcel, Dice& dice);

}  // namespace asg::fuzz
