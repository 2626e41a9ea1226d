#pragma once

#include <functional>
#include <string_view>

namespace asg::base {

/// Told how far a job has come: fraction 0..1 and the step in words for people. Called on the job's thread; must
/// return quickly and not throw. May be empty.
using Progress = std::function<void(double fraction, std::string_view step)>;

}  // namespace asg::base
