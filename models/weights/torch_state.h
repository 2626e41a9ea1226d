#pragma once

#include "models/weights/pickle_value.h"

#include <string>
#include <utility>
#include <vector>

namespace asg::weights {

/// The weights that a file's pickle holds, by name; the values live in its heap.
struct TorchState {
    std::vector<std::pair<std::string, const PickleValue*>> entries;
    std::string wrapper;                  ///< the key of the top dictionary that they stood under, or empty
    std::vector<std::string> outputs;     ///< what a whole module says its outputs are ("pathologies")
    std::vector<double> operatingPoints;  ///< of these outputs ("op_threshs"), where it is a list; NaN for none
};

/// Finds them: the state dict (the entry "state_dict", "model" or "model_state_dict" of the top dictionary, else that
/// dictionary), or the parameters and buffers of a whole torch.nn.Module that stands in its place. A module is walked
/// as data: what its class is called does not matter, and nothing of it is made. Throws PickleProblem where there is
/// neither, where a state dict holds, at any depth, what only a call could make, and for modules without an end.
[[nodiscard]] TorchState findState(const PickleHeap& heap);

/// For people: "a number", "a list", "an object".
[[nodiscard]] std::string kindInWords(PickleValue::Kind kind);

/// The value of a text key in a dictionary; null where there is none.
[[nodiscard]] const PickleValue* entryOf(const PickleHeap& heap, const PickleValue& dict, std::string_view key);

}  // namespace asg::weights
