#include "core/evaluation/report_half.h"

namespace asg::evaluation {

std::optional<Half> halfFromName(std::string_view name) {
    if (name == "even") return Half::Even;
    if (name == "odd") return Half::Odd;
    if (name == "all") return Half::All;
    return std::nullopt;
}

bool inHalf(std::string_view reportId, Half half) {
    const std::size_t digit = reportId.find_last_of("0123456789");
    const bool even = digit == std::string_view::npos || (reportId[digit] - '0') % 2 == 0;
    return half == Half::All || even == (half == Half::Even);
}

}  // namespace asg::evaluation
