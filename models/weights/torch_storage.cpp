#include "models/weights/torch_storage.h"

#include "models/weights/pickle_input.h"
#include "models/weights/tensor_layout.h"

#include <ATen/ops/as_strided.h>

#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::weights {

namespace {

using Kind = PickleValue::Kind;

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

c10::ScalarType storageType(const std::string& global) {
    static const std::map<std::string_view, c10::ScalarType> types = {
        {"DoubleStorage", c10::ScalarType::Double}, {"FloatStorage", c10::ScalarType::Float},
        {"HalfStorage", c10::ScalarType::Half},     {"BFloat16Storage", c10::ScalarType::BFloat16},
        {"LongStorage", c10::ScalarType::Long},     {"IntStorage", c10::ScalarType::Int},
        {"ShortStorage", c10::ScalarType::Short},   {"CharStorage", c10::ScalarType::Char},
        {"ByteStorage", c10::ScalarType::Byte},     {"BoolStorage", c10::ScalarType::Bool},
    };
    std::string_view name = global;
    for (const std::string_view module : {"torch.cuda.", "torch."}) {
        if (!name.starts_with(module)) continue;
        const auto found = types.find(name.substr(module.size()));
        if (found != types.end()) return found->second;
    }
    throw PickleProblem("the storage type " + global + " is not one of PyTorch's dense types");
}

std::vector<std::int64_t> numbersOf(const PickleHeap& heap, PickleRef tuple) {
    std::vector<std::int64_t> numbers;
    for (const PickleRef ref : heap.at(tuple).items) {
        const auto& value = heap.at(ref);
        if (value.kind != Kind::Integer || value.integer < 0) throw PickleProblem("a tensor's size is impossible");
        numbers.push_back(value.integer);
    }
    return numbers;
}

/// One past the last element that a tensor reaches; kNoEnd when it does not fit 63 bits.
std::int64_t endOf(std::int64_t first, const std::vector<std::int64_t>& sizes,
                   const std::vector<std::int64_t>& strides) {
    std::int64_t last = first;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sizes[i] == 0) return first;
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(sizes[i] - 1, strides[i], &reach) || __builtin_add_overflow(last, reach, &last)) {
            return kNoEnd;
        }
    }
    return last == kNoEnd ? kNoEnd : last + 1;
}

}  // namespace

StorageDescription describeStorage(const PickleHeap& heap, const PickleValue& value) {
    const auto count = heap.at(value.items[2]).integer;
    const auto first = heap.at(value.items[3]).integer;
    if (count < 0 || first < 0) throw PickleProblem("a storage has an impossible size");
    return {heap.at(value.items[1]).text, storageType(heap.at(value.items[0]).text), count, first};
}

const at::Tensor& TensorMaker::storage(const PickleValue& value) {
    const auto description = describeStorage(m_heap, value);
    const auto known = m_storages.find(description.key);
    if (known != m_storages.end()) {
        if (known->second.scalar_type() != description.type || known->second.numel() != description.count) {
            throw PickleProblem("the storage " + description.key + " is described in two ways");
        }
        return known->second;
    }
    if (!byteCount({&description.count, 1}, description.type)) throw PickleProblem("a storage has an impossible size");
    auto loaded = m_source(description.key, description.type, description.count);
    return m_storages.emplace(description.key, std::move(loaded)).first->second;
}

at::Tensor TensorMaker::make(const PickleValue& value) {
    const auto& storageValue = m_heap.at(value.items[0]);
    const auto sizes = numbersOf(m_heap, value.items[2]);
    const auto strides = numbersOf(m_heap, value.items[3]);
    if (sizes.size() != strides.size()) throw PickleProblem("a tensor's sizes and strides differ in number");
    const at::Tensor& all = storage(storageValue);
    const auto offset = m_heap.at(value.items[1]).integer;
    std::int64_t first = 0;
    if (offset < 0 || __builtin_add_overflow(offset, describeStorage(m_heap, storageValue).first, &first)) {
        throw PickleProblem("a tensor's offset is impossible");
    }
    const auto count = elementCount(sizes);
    if (!count || *count > all.numel() || endOf(first, sizes, strides) > all.numel()) {
        throw PickleProblem("a tensor reaches beyond its storage");
    }
    return at::as_strided(all, sizes, strides, first);
}

}  // namespace asg::weights
