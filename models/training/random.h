#pragma once

#include "core/base/random.h"

namespace asg::training {

/// The one generator of the project's training; see there.
using base::Random;

}  // namespace asg::training
