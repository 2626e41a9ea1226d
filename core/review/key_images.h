#pragma once

#include "core/domain/review.h"

#include <set>
#include <span>
#include <string>

namespace asg::review {

/// The frames of the picture's file, from 1, that are key images: the newest word on each that nobody took back.
/// `given` are one reader's decisions on the picture. Pure.
[[nodiscard]] std::set<int> keyFrames(std::span<const domain::ReviewDecision> given);

/// Those of everybody who decided something on the picture to whom a frame of it is a key image. Pure.
[[nodiscard]] std::set<std::string> readersWithKeyImages(std::span<const domain::ReviewDecision> everybodys);

}  // namespace asg::review
