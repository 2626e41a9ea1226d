#include "models/weights/checkpoint.h"

#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"
#include "models/weights/torch_file.h"

#include <utility>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<Checkpoint> readFolder(const std::filesystem::path& folder) {
    std::error_code error;
    for (const char* name : {"model.safetensors", kWeightsFile, "pytorch_model.bin"}) {
        if (!std::filesystem::exists(folder / name, error)) continue;
        auto checkpoint = readCheckpoint(folder / name);
        if (!checkpoint) return checkpoint;
        if (std::filesystem::exists(folder / kVocabularyFile, error)) checkpoint->vocabulary = folder / kVocabularyFile;
        return checkpoint;
    }
    return Error{ErrorCode::NotFound,
                 folder.string() + ": no model.safetensors, weights.safetensors or pytorch_model.bin in it."};
}

}  // namespace

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return readFolder(path);
    auto torchFile = readTorchFile(path);
    if (torchFile) return Checkpoint{std::move(torchFile->tensors), std::move(torchFile->ignored), {}};
    if (torchFile.error().code != ErrorCode::NotThisFormat) return torchFile.error();
    auto file = readSafetensors(path);
    if (file) return Checkpoint{std::move(file->tensors), {}, {}};
    if (file.error().code != ErrorCode::NotThisFormat && path.extension() == ".safetensors") return file.error();
    return Error{ErrorCode::NotThisFormat, path.string() + ": neither a safetensors file nor one that PyTorch saved."};
}

}  // namespace asg::weights
