#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// A DICOM file with some of its elements, lengths, nested sequences, fragments or its coding changed; plain damage for
/// bytes that are no such file.
[[nodiscard]] std::string mutatedDicom(std::string_view bytes, Dice& dice);

/// The same with the compressed frames alone changed, so that it is their decoder that sees the damage.
[[nodiscard]] std::string mutatedFrames(std::string_view bytes, Dice& dice);

}  // namespace asg::fuzz
