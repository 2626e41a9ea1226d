#pragma once

#include <cstdint>
#include <string>

namespace asg::review {

/// How far a record of decisions has come. Each line holds the hash of the one before it, so that a record with another
/// decision anywhere has another head.
struct LogHead {
    std::uint64_t decisions = 0;
    std::string last;  ///< SHA-256 of the last decision's line, lower-case hex; empty where there is none
    friend bool operator==(const LogHead&, const LogHead&) = default;
};

}  // namespace asg::review
