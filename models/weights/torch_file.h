#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace asg::weights {

/// The weights in a file that PyTorch saved.
struct TorchFile {
    TensorMap tensors;                    ///< of the state dict; tensors that share a storage share memory
    std::string wrapper;                  ///< the key that the state dict stood under ("state_dict", "model"), or empty
    std::vector<std::string> ignored;     ///< its entries that are no tensors: "name (a number)"
    std::vector<std::string> outputs;     ///< of a whole module that names them ("pathologies")
    std::vector<double> operatingPoints;  ///< of a whole module that lists them ("op_threshs"); NaN: none
};

/// Reads `.pt`, `.pth`, `.bin` and `.ckpt` files, of the zip kind (PyTorch 1.6 and later) and the plain kind before,
/// without executing anything: the pickle is read as data (readPickle). The state dict is the entry "state_dict",
/// "model" or "model_state_dict" of the top dictionary, else that dictionary itself; beside it objects of any kind may
/// stand, and are never made. Inside it a value that only a call of an unknown global could make is refused by that
/// global's name. Where a whole module was saved in its place, its parameters and buffers are read as its state dict
/// would have them (`findState`).
///
/// The file is untrusted: every storage must lie in the file with the size that is claimed, every tensor within its
/// storage; compressed or overlapping entries that would grow beyond the file's own size are refused. Errors: NotFound,
/// NotThisFormat, Corrupt, Unsupported (TorchScript programs, sparse or quantised tensors, big-endian files), TooLarge,
/// OutOfMemory; the text names file and reason. Blocks on the disk; any thread.
[[nodiscard]] base::Result<TorchFile> readTorchFile(const std::filesystem::path& path);

/// The same from a stream of `size` bytes that stands at its beginning; `name` is used in messages.
[[nodiscard]] base::Result<TorchFile> readTorchFile(std::istream& stream, std::uint64_t size, const std::string& name);

}  // namespace asg::weights
