#pragma once

#include <cstdint>

namespace asg::viewport {

/// How a view stands in its window.
enum class Standing : std::uint8_t {
    Alone,     ///< the only one
    Beside,    ///< one of several
    Foremost,  ///< the one of several that is worked in
};

}  // namespace asg::viewport
