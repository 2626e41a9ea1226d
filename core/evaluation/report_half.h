#pragma once

#include <optional>
#include <string_view>

namespace asg::evaluation {

/// Which reports count, by the parity of the number in their id: one half was read while the tables were written.
enum class Half { Even, Odd, All };

[[nodiscard]] std::optional<Half> halfFromName(std::string_view name);
[[nodiscard]] bool inHalf(std::string_view reportId, Half half);

}  // namespace asg::evaluation
