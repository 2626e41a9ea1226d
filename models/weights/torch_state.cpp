#include "models/weights/torch_state.h"

#include "models/weights/pickle_input.h"

#include <array>
#include <limits>
#include <string_view>

namespace asg::weights {

namespace {

using Kind = PickleValue::Kind;

constexpr std::array kWrappers = {"state_dict", "model_state_dict", "model"};
constexpr std::size_t kMaximumModuleDepth = 64;
constexpr std::size_t kMaximumEntries = 100'000;
constexpr const char* kParameters = "_parameters";
constexpr const char* kBuffers = "_buffers";
constexpr const char* kModules = "_modules";

PickleProblem refusedCall(const std::string& what, const std::string& global) {
    return PickleProblem(what + " would call " + global + ", which is refused");
}

bool isCall(const PickleValue& value) {
    return value.kind == Kind::Opaque || value.kind == Kind::Global;
}

/// An object's attribute; null where there is none, or where the value is no object.
const PickleValue* attribute(const PickleHeap& heap, const PickleValue& object, std::string_view name) {
    if (object.kind != Kind::Opaque || object.items.empty()) return nullptr;
    return entryOf(heap, heap.at(object.items.front()), name);
}

const PickleValue* dictionary(const PickleHeap& heap, const PickleValue& object, std::string_view name) {
    const auto* value = attribute(heap, object, name);
    return value != nullptr && value->kind == Kind::Dict ? value : nullptr;
}

bool isModule(const PickleHeap& heap, const PickleValue& value) {
    return dictionary(heap, value, kParameters) != nullptr && dictionary(heap, value, kBuffers) != nullptr &&
           dictionary(heap, value, kModules) != nullptr;
}

/// A module and what the names of its tensors begin with.
struct OpenModule {
    const PickleValue* module = nullptr;
    std::string prefix;
    std::size_t depth = 0;
};

/// Adds a module's own tensors; what is None is none of its state.
void takeTensors(const PickleHeap& heap, const OpenModule& open, const char* part, TorchState& state) {
    const auto& dict = *dictionary(heap, *open.module, part);
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const auto& value = heap.at(dict.items[i + 1]);
        if (value.kind == Kind::None) continue;
        const auto name = open.prefix + heap.at(dict.items[i]).text;
        if (isCall(value)) throw refusedCall("its tensor \"" + name + "\"", value.text);
        state.entries.emplace_back(name, &value);
    }
}

void takeModule(const PickleHeap& heap, const PickleValue& module, TorchState& state) {
    std::vector<OpenModule> open{{&module, "", 0}};
    while (!open.empty()) {
        const auto next = std::move(open.back());
        open.pop_back();
        for (const char* part : {kParameters, kBuffers}) takeTensors(heap, next, part, state);
        const auto& children = *dictionary(heap, *next.module, kModules);
        for (std::size_t i = 0; i + 1 < children.items.size(); i += 2) {
            const auto& child = heap.at(children.items[i + 1]);
            if (child.kind == Kind::None) continue;
            const auto name = next.prefix + heap.at(children.items[i]).text;
            if (!isModule(heap, child)) throw PickleProblem("its part \"" + name + "\" is no module");
            open.push_back({&child, name + ".", next.depth + 1});
        }
        // One that holds itself has no end, and one that is shared at every level as good as none.
        if (next.depth > kMaximumModuleDepth || open.size() + state.entries.size() > kMaximumEntries)
            throw PickleProblem("its modules hold each other without an end");
    }
}

void takeOutputs(const PickleHeap& heap, const PickleValue& module, TorchState& state) {
    const auto* names = attribute(heap, module, "pathologies");
    if (names != nullptr && names->kind == Kind::List)
        for (const PickleRef ref : names->items) state.outputs.push_back(heap.at(ref).text);
    const auto* points = attribute(heap, module, "op_threshs");
    if (points == nullptr || points->kind != Kind::List) return;
    for (const PickleRef ref : points->items) {
        const auto& point = heap.at(ref);
        state.operatingPoints.push_back(point.kind == Kind::Real ? point.real
                                                                 : std::numeric_limits<double>::quiet_NaN());
    }
}

/// Refuses a state dict that holds, at any depth, what an unknown global would have made. Every value is looked at
/// once, however often it is shared.
void refuseObjects(const PickleHeap& heap, const PickleValue& dict) {
    std::vector<bool> seen(heap.values.size());
    std::vector<PickleRef> open;
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        open.push_back(dict.items[i + 1]);
        while (!open.empty()) {
            const PickleRef next = open.back();
            open.pop_back();
            if (seen.at(next)) continue;
            seen[next] = true;
            const auto& value = heap.at(next);
            if (isCall(value)) throw refusedCall("its entry \"" + heap.at(dict.items[i]).text + "\"", value.text);
            if (value.kind == Kind::Tensor || value.kind == Kind::Storage) continue;
            open.insert(open.end(), value.items.begin(), value.items.end());
        }
    }
}

void takeDict(const PickleHeap& heap, const PickleValue& dict, TorchState& state) {
    refuseObjects(heap, dict);
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const auto& key = heap.at(dict.items[i]);
        const auto* value = &heap.at(dict.items[i + 1]);
        state.entries.emplace_back(key.kind == Kind::Text ? key.text : "(a key that is no text)", value);
    }
}

/// What stands where the weights are expected: a state dict or a module.
void take(const PickleHeap& heap, const PickleValue& value, const std::string& what, TorchState& state) {
    if (isModule(heap, value)) {
        takeModule(heap, value, state);
        takeOutputs(heap, value, state);
        return;
    }
    if (isCall(value)) throw refusedCall(what, value.text);
    if (value.kind != Kind::Dict)
        throw PickleProblem("it holds " + kindInWords(value.kind) + " instead of a state dict");
    takeDict(heap, value, state);
}

}  // namespace

std::string kindInWords(Kind kind) {
    switch (kind) {
        case Kind::None: return "nothing";
        case Kind::Bool:
        case Kind::Integer:
        case Kind::BigInteger:
        case Kind::Real: return "a number";
        case Kind::Text:
        case Kind::Bytes: return "a text";
        case Kind::List:
        case Kind::Tuple: return "a list";
        case Kind::Dict: return "a dictionary";
        case Kind::Storage: return "a bare storage";
        case Kind::Global:
        case Kind::Opaque: return "an object";
        case Kind::Tensor: return "a tensor";
    }
    return "an object";
}

const PickleValue* entryOf(const PickleHeap& heap, const PickleValue& dict, std::string_view key) {
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const auto& name = heap.at(dict.items[i]);
        if (name.kind == Kind::Text && name.text == key) return &heap.at(dict.items[i + 1]);
    }
    return nullptr;
}

TorchState findState(const PickleHeap& heap) {
    TorchState state;
    const auto& top = heap.at(heap.root);
    if (top.kind == Kind::Dict)
        for (const char* wrapper : kWrappers) {
            const auto* inner = entryOf(heap, top, wrapper);
            if (inner == nullptr || (inner->kind != Kind::Dict && inner->kind != Kind::Opaque)) continue;
            state.wrapper = wrapper;
            take(heap, *inner, "its state dict", state);
            return state;
        }
    take(heap, top, "it", state);
    return state;
}

}  // namespace asg::weights
