#include "models/weights/pickle_calls.h"

#include "models/weights/pickle_input.h"

#include <map>
#include <string_view>
#include <utility>

namespace asg::weights {

namespace {

using Kind = PickleValue::Kind;

PickleValue make(Kind kind, std::vector<PickleRef> items = {}) {
    PickleValue value;
    value.kind = kind;
    value.items = std::move(items);
    return value;
}

PickleValue makeOpaque(std::string name) {
    PickleValue value = make(Kind::Opaque);
    value.text = std::move(name);
    return value;
}

void require(bool condition, const char* reason) {
    if (!condition) throw PickleProblem(reason);
}

/// _rebuild_tensor(storage, first element, sizes, strides, …); what follows (gradients, hooks) does not matter here.
PickleValue rebuildTensor(const PickleHeap& heap, const std::vector<PickleRef>& arguments) {
    require(arguments.size() >= 4, "a tensor lacks its size");
    require(heap.at(arguments[0]).kind == Kind::Storage, "a tensor has no storage");
    require(heap.at(arguments[1]).kind == Kind::Integer, "a tensor has no offset");
    require(heap.at(arguments[2]).kind == Kind::Tuple && heap.at(arguments[3]).kind == Kind::Tuple,
            "a tensor's size is not a tuple");
    return make(Kind::Tensor, {arguments.begin(), arguments.begin() + 4});
}

/// _rebuild_parameter(tensor, …).
PickleValue rebuildParameter(const PickleHeap& heap, const std::vector<PickleRef>& arguments) {
    require(!arguments.empty() && heap.at(arguments[0]).kind == Kind::Tensor, "a parameter lacks its tensor");
    return heap.at(arguments[0]);
}

/// _rebuild_from_type_v2(function, type, arguments, state): a subclass of Tensor.
PickleValue rebuildFromType(const PickleHeap& heap, const std::vector<PickleRef>& arguments) {
    require(arguments.size() >= 3 && heap.at(arguments[2]).kind == Kind::Tuple, "a tensor's type lacks its arguments");
    const auto& function = heap.at(arguments[0]);
    // One level only: a rebuilder that names itself again would recurse for as long as a file likes.
    if (function.text == "torch._tensor._rebuild_from_type_v2") return makeOpaque(function.text);
    return understandCall(heap, arguments[0], arguments[2]);
}

bool isSequence(const PickleValue& value) {
    return value.kind == Kind::Tuple || value.kind == Kind::List;
}

/// OrderedDict() or OrderedDict(pairs).
PickleValue orderedDict(const PickleHeap& heap, const std::vector<PickleRef>& arguments) {
    PickleValue dict = make(Kind::Dict);
    if (arguments.empty()) return dict;
    require(isSequence(heap.at(arguments[0])), "a dictionary is not made of pairs");
    for (const PickleRef ref : heap.at(arguments[0]).items) {
        const auto& pair = heap.at(ref);
        require(isSequence(pair) && pair.items.size() == 2, "a dictionary's entry is not a pair");
        dict.items.insert(dict.items.end(), pair.items.begin(), pair.items.end());
    }
    return dict;
}

/// torch.Size(tuple).
PickleValue size(const PickleHeap& heap, const std::vector<PickleRef>& arguments) {
    require(arguments.size() == 1 && isSequence(heap.at(arguments[0])), "a size is not a tuple");
    return make(Kind::Tuple, heap.at(arguments[0]).items);
}

using Understand = PickleValue (*)(const PickleHeap&, const std::vector<PickleRef>&);

const std::map<std::string_view, Understand>& knownGlobals() {
    static const std::map<std::string_view, Understand> known = {
        {"torch._utils._rebuild_tensor", rebuildTensor},
        {"torch._utils._rebuild_tensor_v2", rebuildTensor},
        {"torch._utils._rebuild_parameter", rebuildParameter},
        {"torch._utils._rebuild_parameter_with_state", rebuildParameter},
        {"torch._tensor._rebuild_from_type_v2", rebuildFromType},
        {"collections.OrderedDict", orderedDict},
        {"torch.Size", size},
    };
    return known;
}

PickleRef addInteger(PickleHeap& heap, std::int64_t number) {
    PickleValue value = make(Kind::Integer);
    value.integer = number;
    heap.values.push_back(std::move(value));
    return static_cast<PickleRef>(heap.values.size() - 1);
}

}  // namespace

std::string globalName(const PickleValue& callable) {
    const bool hasName = callable.kind == Kind::Global || callable.kind == Kind::Opaque;
    return hasName ? callable.text : "something that is no global";
}

PickleValue understandCall(const PickleHeap& heap, PickleRef callable, PickleRef arguments) {
    const auto& global = heap.at(callable);
    require(heap.at(arguments).kind == Kind::Tuple, "a call's arguments are not a tuple");
    if (global.kind == Kind::Global) {
        const auto known = knownGlobals().find(global.text);
        if (known != knownGlobals().end()) return known->second(heap, heap.at(arguments).items);
    }
    return makeOpaque(globalName(global));
}

PickleValue understandPersistentId(PickleHeap& heap, PickleRef id) {
    const auto parts = heap.at(id).items;  // a copy: adding to the heap moves its values
    require(heap.at(id).kind == Kind::Tuple && parts.size() >= 2, "a persistent id is not Torch's");
    const auto& what = heap.at(parts[0]);
    require(what.kind == Kind::Text, "a persistent id is not Torch's");
    // Before PyTorch 1.6 a module's class came with its source: ("module", class, file, text).
    if (what.text == "module") {
        require(heap.at(parts[1]).kind == Kind::Global, "a module has no class");
        return heap.at(parts[1]);
    }
    require(what.text == "storage" && parts.size() >= 5, "a persistent id names no storage");
    require(heap.at(parts[1]).kind == Kind::Global, "a storage has no type");
    require(heap.at(parts[2]).kind == Kind::Text, "a storage has no key");
    require(heap.at(parts[4]).kind == Kind::Integer, "a storage has no size");
    std::int64_t first = 0;
    // The older layout may name a part of a storage: (its key, first element, element count). The count that stands
    // before is then the whole storage's.
    if (parts.size() > 5 && heap.at(parts[5]).kind == Kind::Tuple) {
        const auto& view = heap.at(parts[5]);
        require(view.items.size() == 3 && heap.at(view.items[1]).kind == Kind::Integer, "a storage's part is damaged");
        first = heap.at(view.items[1]).integer;
    }
    const PickleRef firstRef = addInteger(heap, first);
    return make(Kind::Storage, {parts[1], parts[2], parts[4], firstRef});
}

}  // namespace asg::weights
