#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// A PNG with some of its chunks changed, its pixels too, and right checksums; plain damage for what is no PNG.
[[nodiscard]] std::string mutatedPng(std::string_view bytes, Dice& dice);

}  // namespace asg::fuzz
