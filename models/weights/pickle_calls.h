#pragma once

#include "models/weights/pickle_value.h"

#include <string>

namespace asg::weights {

/// What calling a global with these arguments stands for: a tensor, a storage's parts, a dictionary or tuple where the
/// global is one of those that weights are made with, else an Opaque value of its name. Nothing is executed.
/// `callable`: a Global, or anything else (gives Opaque). `arguments`: a Tuple. Throws PickleProblem when a known
/// global has arguments that it cannot have.
[[nodiscard]] PickleValue understandCall(const PickleHeap& heap, PickleRef callable, PickleRef arguments);

/// The storage that a persistent id of Torch's names: ("storage", type, key, location, element count[, view]); or the
/// class (Global) of ("module", class, file, source), whose source is left alone.
[[nodiscard]] PickleValue understandPersistentId(PickleHeap& heap, PickleRef id);

/// The name that an error message gives to what a call of `callable` would have made.
[[nodiscard]] std::string globalName(const PickleValue& callable);

}  // namespace asg::weights
