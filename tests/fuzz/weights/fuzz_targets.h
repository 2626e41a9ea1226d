#pragma once

#include <string>

namespace asg::tests {

/// Feed bytes to a reader; whatever they are, it returns (a result or an error with words) and does not throw. Gives
/// whether the reader kept that promise.
[[nodiscard]] bool survivesAsSafetensors(const std::string& bytes);
[[nodiscard]] bool survivesAsTorchFile(const std::string& bytes);

}  // namespace asg::tests
