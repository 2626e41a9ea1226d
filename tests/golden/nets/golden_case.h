#pragma once

#include "models/weights/safetensors.h"

#include <map>
#include <string>

namespace asg::tests {

/// One file of reference.py: what a network was given and what a public implementation made of it.
struct GoldenCase {
    weights::SafetensorsFile file;

    [[nodiscard]] const std::string& kind() const { return file.metadata.at("kind"); }
    [[nodiscard]] weights::TensorMap group(const std::string& prefix) const;
    [[nodiscard]] const at::Tensor& in(const std::string& name) const { return file.tensors.at("in." + name); }
};

/// What this project's network makes of the same input, by the names that the file's `out.…` tensors have. Throws what
/// Torch throws, and std::runtime_error with a reason (tests only).
[[nodiscard]] std::map<std::string, at::Tensor> runGoldenCase(const GoldenCase& golden);

/// Largest difference relative to the largest expected value; infinite when shapes differ or a value is not finite.
[[nodiscard]] double relativeDifference(const at::Tensor& actual, const at::Tensor& expected);

}  // namespace asg::tests
