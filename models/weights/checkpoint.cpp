#include "models/weights/checkpoint.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"
#include "models/weights/torch_file.h"

#include <utility>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uintmax_t kMaximumSettingsBytes = 4U << 20U;

/// What Hugging Face's config.json says and no tensor shows; nothing where there is no such file or entry.
std::optional<int> textHeadsOf(const std::filesystem::path& folder) {
    const auto text = base::readFile(folder / kConfigFile, kMaximumSettingsBytes);
    if (!text) return std::nullopt;
    const auto config = base::jsonFromText(*text);
    if (!config || !config->is_object()) return std::nullopt;
    const auto heads = config->find("num_attention_heads");
    if (heads == config->end() || !heads->is_number_integer()) return std::nullopt;
    const auto number = heads->get<std::int64_t>();
    return number >= 1 && number <= 1024 ? std::optional(static_cast<int>(number)) : std::nullopt;
}

Result<Checkpoint> readFolder(const std::filesystem::path& folder) {
    const auto file = checkpointFile(folder);
    if (!file) return file.error();
    auto checkpoint = readCheckpoint(*file);
    if (!checkpoint) return checkpoint;
    checkpoint->textHeads = textHeadsOf(folder);
    std::error_code error;
    if (std::filesystem::exists(folder / kVocabularyFile, error)) checkpoint->vocabulary = folder / kVocabularyFile;
    return checkpoint;
}

}  // namespace

Result<std::filesystem::path> checkpointFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) return path;
    for (const char* name : {"model.safetensors", kWeightsFile, "pytorch_model.bin"})
        if (std::filesystem::exists(path / name, error)) return path / name;
    return Error{
        ErrorCode::NotFound,
        base::Sentence{
            QT_TRANSLATE_NOOP("Error", "%1: no model.safetensors, weights.safetensors or pytorch_model.bin in it."),
            {path.string()}}};
}

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return readFolder(path);
    auto torchFile = readTorchFile(path);
    if (torchFile)
        return Checkpoint{std::move(torchFile->tensors), std::move(torchFile->ignored),         {},
                          std::move(torchFile->outputs), std::move(torchFile->operatingPoints), {}};
    if (torchFile.error().code != ErrorCode::NotThisFormat) return torchFile.error();
    auto file = readSafetensors(path);
    if (file) return Checkpoint{std::move(file->tensors), {}, {}, {}, {}, {}};
    if (file.error().code != ErrorCode::NotThisFormat && path.extension() == ".safetensors") return file.error();
    return Error{
        ErrorCode::NotThisFormat,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: neither a safetensors file nor one that PyTorch saved."),
                       {path.string()}}};
}

}  // namespace asg::weights
