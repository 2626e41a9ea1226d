#pragma once

// Private to models/: includes Torch.

#include "models/weights/pickle_value.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace asg::weights {

/// Where the bytes of storages come from: a one-dimensional tensor of `count` elements for a key. Throws PickleProblem
/// when the file does not hold them.
using StorageSource = std::function<at::Tensor(const std::string& key, c10::ScalarType type, std::int64_t count)>;

/// Turns Tensor values of a pickle into tensors; each storage is loaded once.
class TensorMaker {
public:
    TensorMaker(const PickleHeap& heap, StorageSource source) : m_heap(heap), m_source(std::move(source)) {}

    /// `value`: of kind Tensor. A view on its storage. Throws PickleProblem when it reaches beyond the storage, or has
    /// more elements than the storage (a value that stands for many others).
    [[nodiscard]] at::Tensor make(const PickleValue& value);

private:
    [[nodiscard]] const at::Tensor& storage(const PickleValue& value);

    const PickleHeap& m_heap;
    StorageSource m_source;
    std::map<std::string, at::Tensor> m_storages;
};

/// What a Storage value says of itself. Throws PickleProblem for a type that is not one of Torch's dense ones.
struct StorageDescription {
    std::string key;
    c10::ScalarType type;
    std::int64_t count;  ///< elements
    std::int64_t first;  ///< element that the storage's part begins with
};
[[nodiscard]] StorageDescription describeStorage(const PickleHeap& heap, const PickleValue& value);

}  // namespace asg::weights
