#include "core/analysis/models_library.h"
#include "core/base/json_text.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/doctor/checkup.h"
#include "core/doctor/loaded_libraries.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

namespace asg::doctor {
namespace {

using analysis::ModelCard;
using Library = std::shared_ptr<analysis::ModelsLibrary>;

Check libTorch(const base::Result<Library>& library) {
    if (!library)
        return {"libtorch",
                CheckState::Problem,
                {QT_TRANSLATE_NOOP("Error", "The model cannot be run: %1"), {base::sentenceOf(library.error())}},
                {},
                {{"code", std::string(base::errorCodeName(library.error().code))}}};
    std::error_code failure;
    bool withGpu = false;
    for (const auto& torch : loadedLibraries("libtorch_cpu.so"))
        withGpu = withGpu || std::filesystem::exists(torch.file.parent_path() / "libtorch_cuda.so", failure);
    const std::vector<Fact> facts{{"builtWith", ASG_LIBTORCH_VERSION}, {"forGpus", withGpu}};
    const base::Sentence words{withGpu
                                   ? QT_TRANSLATE_NOOP("Error", "LibTorch %1: loaded, with its half for NVIDIA's GPUs.")
                                   : QT_TRANSLATE_NOOP("Error", "LibTorch %1: loaded, for the processor alone."),
                               {ASG_LIBTORCH_VERSION}};
    return {"libtorch", CheckState::Good, words, {}, facts};
}

Check failed(const base::Error& error) {
    return {"model",
            CheckState::Problem,
            {QT_TRANSLATE_NOOP("Error", "The model cannot be used: %1"), {base::sentenceOf(error)}},
            QT_TRANSLATE_NOOP("Error", "Install the program anew, or name another model."),
            {{"code", std::string(base::errorCodeName(error.code))}}};
}

Check whole(const ModelCard& card, const base::Sentence& words, std::vector<Fact> more) {
    // Not by its name: a model of somebody's own may be called after a hospital.
    std::vector<Fact> facts{{"sha256", card.sha256}};
    facts.insert(facts.end(), more.begin(), more.end());
    return {"model", CheckState::Good, words, {}, facts};
}

/// What `asg model verify` finds: the hash, and what the model answers here to the picture that it was checked with.
Check verified(const ModelCard& card, const Library& library, const std::filesystem::path& folder,
               const std::stop_token& stop) {
    std::ostringstream out;
    std::ostringstream messages;
    const std::vector<std::string> words{"model", "verify", folder.string(), "--json"};
    const int code = library->runCommand(words, out, messages, stop);
    const auto document = base::jsonFromText(out.str());
    if (code != 0 || !document) {
        const auto said =
            document ? document->value("error", nlohmann::json::object()).value("text", std::string()) : messages.str();
        return failed({base::ErrorCode::InvalidData, said});
    }
    const auto difference = document->value("canaryDifference", nlohmann::json());
    if (!difference.is_number())
        return whole(
            card,
            {QT_TRANSLATE_NOOP("Error", "Model %1 %2: whole; it comes without a canary."), {card.name, card.version}},
            {});
    return whole(card,
                 {QT_TRANSLATE_NOOP("Error", "Model %1 %2: whole, and it computes here what it did where it was made."),
                  {card.name, card.version}},
                 {{"canaryDifference", difference.get<double>()}});
}

/// Without LibTorch: whether the weights are those that the card names.
Check hashed(const ModelCard& card, const std::filesystem::path& folder) {
    const auto found = base::sha256OfFile(folder / "weights.safetensors");
    if (!found) return failed(found.error());
    if (*found != card.sha256)
        return failed({base::ErrorCode::InvalidData,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "its weights are not those that its card names.")}});
    return whole(
        card, {QT_TRANSLATE_NOOP("Error", "Model %1 %2: whole, but it was not run."), {card.name, card.version}}, {});
}

}  // namespace

std::vector<Check> examineModel(const std::filesystem::path& folder, const std::stop_token& stop) {
    const auto library = analysis::loadModelsLibrary();
    std::vector<Check> checks{libTorch(library)};
    const auto card = analysis::readModelCard(folder);
    if (!card)
        checks.push_back(failed(card.error()));
    else
        checks.push_back(library ? verified(*card, *library, folder, stop) : hashed(*card, folder));
    return checks;
}

}  // namespace asg::doctor
