#pragma once

#include <string>

namespace asg::domain {

/// Something a reader must know about a result that did not stop it: a stable code ("rim-cut", "latin-1", …)
/// and one sentence in plain words.
struct Warning {
    std::string code;
    std::string text;
    friend bool operator==(const Warning&, const Warning&) = default;
};

}  // namespace asg::domain
