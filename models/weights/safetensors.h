#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

namespace asg::weights {

/// What a safetensors file holds: tensors and the optional `__metadata__`, text by text.
struct SafetensorsFile {
    TensorMap tensors;
    std::map<std::string, std::string> metadata;
};

/// Reads a safetensors file: 8-byte little-endian header length, JSON header (name → dtype, shape, data_offsets), data.
///
/// The file is untrusted: before any tensor is allocated the header is checked to be at most 100 MB and inside the
/// file, every length to equal its shape and type without overflow, and the tensors to fill the data exactly, without
/// overlap or hole (as the reference implementation demands). Errors: NotFound, NotThisFormat (no such header),
/// Corrupt, TooLarge, Unsupported (a data type that Torch does not have), OutOfMemory; the text names file and reason.
/// Blocks on the disk; any thread.
[[nodiscard]] base::Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path);

/// The same, one tensor at a time in the order of the file, so that never more than one is held here: what a large
/// model is loaded with. `take` must not throw. Gives the metadata; when an error is given, some tensors may have been
/// taken already.
[[nodiscard]] base::Result<std::map<std::string, std::string>> visitSafetensors(
    const std::filesystem::path& path, const std::function<void(const std::string& name, const at::Tensor&)>& take);

/// readSafetensors from a stream of `size` bytes that stands at its beginning; `name` is used in messages.
[[nodiscard]] base::Result<SafetensorsFile> readSafetensors(std::istream& stream, std::uint64_t size,
                                                            const std::string& name);

/// Writes atomically (aside, then renamed). Tensors of any device and layout are written as contiguous little-endian
/// values, largest type first, so that every tensor is aligned to its type. The same content gives the same bytes.
/// Errors: those of `writeFileAtomically`; Unsupported for a type that the format does not have; InvalidArgument for a
/// name that is not UTF-8 or is `__metadata__`.
[[nodiscard]] base::Result<void> writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                                                  const std::map<std::string, std::string>& metadata = {});

}  // namespace asg::weights
