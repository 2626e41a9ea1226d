#pragma once

#include <functional>
#include <string_view>

namespace asg::base {

/// Told how far a job has come: fraction 0..1 and the step in English words, a literal. A window looks up its own words
/// for the step by them; those of a model run are marked for it (scope "Step"). Called on the job's thread; must
/// return quickly and not throw. May be empty.
using Progress = std::function<void(double fraction, std::string_view step)>;

}  // namespace asg::base
