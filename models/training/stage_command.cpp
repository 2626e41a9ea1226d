#include "models/training/stage_command.h"

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace asg::training {

int runStageCommand(const char* about, const char* name, std::span<const std::string> arguments,
                    const commands::CommandStreams& streams,
                    const std::function<int(const StageOptions&, const commands::CommandStreams&)>& run) {
    CLI::App app(about, name);
    StageOptions options;
    addStageOptions(app, options);
    return commands::parseAndRun(app, arguments, streams, [&] { return run(options, streams); });
}

void addStageOptions(CLI::App& command, StageOptions& options) {
    command.add_option("--config", options.recipe, "Recipe (models/training/recipes)")->required();
    command.add_option("--data", options.data, "Folder with chest_regions, chest_mhh, chest_nih")
        ->capture_default_str();
    command.add_option("--from", options.from, "Model folder to begin with, made by an earlier stage")->required();
    command.add_option("--out", options.out, "The model folder to make; checkpoint and log lie there too")->required();
    command.add_option("--prepared", options.prepared, "Where prepared pictures are kept (OUT/prepared unless said)");
    command.add_flag("--resume", options.resume, "Go on from the checkpoint in OUT, exactly where it was");
}

int runEvaluateCommand(const char* about, const char* name, std::span<const std::string> arguments,
                       const commands::CommandStreams& streams,
                       const std::function<int(const EvaluateOptions&, const commands::CommandStreams&)>& run) {
    CLI::App app(about, name);
    EvaluateOptions options;
    addEvaluateOptions(app, options);
    return commands::parseAndRun(app, arguments, streams, [&] { return run(options, streams); });
}

void addEvaluateOptions(CLI::App& command, EvaluateOptions& options) {
    options.models = {analysis::shippedModelFolder()};
    command.add_option("--data", options.data, "Folder with chest_regions, chest_mhh, chest_nih")
        ->capture_default_str();
    command.add_option("--model", options.models,
                       "Model folder (the shipped model unless said); the folders of a cross-validation: each picture "
                       "is judged by one that was not trained on it");
    command.add_option("--write-card", options.card,
                       "Model folder, trained by the same recipes on all patients, whose card gets these figures");
    command.add_flag("--json", options.json, "Print one JSON document");
}

namespace {

constexpr std::array kResults{"weights.safetensors", "checkpoint.pt", "checkpoint-tags.pt", "checkpoint-alignment.pt"};

/// Whether it is what a run that was killed had begun to write aside ("checkpoint.pt.4711-3").
bool isHalfWritten(const std::string& name) {
    return std::ranges::any_of(kResults, [&](const std::string& result) {
        return name.starts_with(result + ".") && name.find_first_not_of("0123456789-", result.size() + 1) == name.npos;
    });
}

/// Each may be as large as the network; nobody else writes into a folder that is gone on with.
void removeHalfWritten(const std::filesystem::path& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> left;
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
        if (isHalfWritten(it->path().filename().string())) left.push_back(it->path());
    for (const auto& file : left) std::filesystem::remove(file, failed);
}

}  // namespace

base::Result<void> claimFolder(const std::filesystem::path& folder, bool resume) {
    std::error_code failed;
    if (resume) removeHalfWritten(folder);
    for (const char* left : kResults)
        if (!resume && std::filesystem::exists(folder / left, failed))
            return base::Error{
                base::ErrorCode::InvalidArgument,
                base::Sentence{
                    QT_TRANSLATE_NOOP(
                        "Error",
                        "%1: a run is there already (%2). Go on with it (--resume), or name another folder (--out)."),
                    {folder.string(), left}}};
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return base::systemError(folder, failed.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be made")});
    return {};
}

base::Progress progressOn(ProgressLine& line) {
    return [&line](double fraction, std::string_view step) { line.show(fraction, std::string(step)); };
}

}  // namespace asg::training
