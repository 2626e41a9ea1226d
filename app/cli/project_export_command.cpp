#include "app/cli/aside_folder.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/model_options.h"
#include "app/cli/project_export.h"
#include "core/base/atomic_file.h"

#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <system_error>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
    RecordOptions record;
    fs::path out;
    std::string reader;
    ModelOptions model;
    bool asksModel = true;
};

/// A folder of before is no reason to lose it.
base::Result<void> mayExportTo(const fs::path& out) {
    std::error_code failure;
    if (!fs::exists(out, failure) || (fs::is_directory(out, failure) && fs::is_empty(out, failure))) return {};
    return base::Error{
        base::ErrorCode::InvalidArgument,
        out.string() + " is there and is not empty. An export is a folder of its own: name another one."};
}

/// Boxes were judged as one model drew them; another one may draw others.
void sayOfOtherModels(const OpenProject& open, const analysis::Backend& backend) {
    std::set<std::string> others;
    for (const auto& item : open.project.items) {
        const auto found = open.gathered.pictures.find(item.picture.sha256);
        if (found == open.gathered.pictures.end()) continue;
        for (const auto& copy : found->second)
            for (const auto& decision : copy.decisions)
                if (decision.as<domain::BoxVerdict>() != nullptr && !decision.modelSha256.empty() &&
                    decision.modelSha256 != backend.card().sha256)
                    others.insert(decision.modelSha256);
    }
    for (const auto& model : others)
        say("boxes were judged as the model " + model +
            " drew them. Where this one draws others, the verdicts stand under \"notKept\"; name that model with "
            "--model to have them.");
}

/// Whatever a folder's name ends in, its parent is where it lies.
fs::path wholeFolder(const fs::path& folder) {
    const auto whole = fs::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

int exportTo(const ExportOptions& options, const OpenProject& open, analysis::Backend* backend,
             const std::stop_token& stop) {
    const auto out = wholeFolder(options.out);
    const AsideFolder aside(out.parent_path());
    ProjectExport work(open, backend, options.reader);
    const auto written = work.writeTo(aside.path() / "export", stop);
    for (const auto& failure : work.failed()) say(failure);
    if (stop.stop_requested()) return kInterrupted;
    if (!written) return sayAndExit(written.error());
    if (!options.reader.empty() && work.studies().empty())
        return sayAndExit(
            {base::ErrorCode::NotFound, options.reader + " decided on no picture of the project in these folders."});
    if (auto moved = base::moveFolderIntoPlace(aside.path() / "export", out); !moved) return sayAndExit(moved.error());
    std::set<std::string> readers;
    for (const auto& study : work.studies()) readers.insert(study.reader);
    std::cout << pathForOutput(options.out) << ": " << work.studies().size() << " analyses of " << readers.size()
              << (readers.size() == 1 ? " reader" : " readers") << '\n';
    return work.failed().empty() ? exitCode(open) : kFailedOnSome;
}

int exportProject(const ExportOptions& options, const std::stop_token& stop) {
    if (auto may = mayExportTo(options.out); !may) return sayAndExit(may.error());
    const auto open = openProject(options.record, stop);
    if (!open) return sayAndExit(open.error());
    if (stop.stop_requested()) return kInterrupted;
    if (!options.asksModel) return exportTo(options, *open, nullptr, stop);
    const auto backend = loadBackend(options.model);
    if (!backend) return sayAndExit(backend.error());
    sayOfOtherModels(*open, **backend);
    return exportTo(options, *open, backend->get(), stop);
}

}  // namespace

void addProjectExport(CLI::App& project, Action& chosen) {
    auto options = std::make_shared<ExportOptions>();
    auto* command = project.add_subcommand("export", "What each reader made of each picture, as the viewer exports it");
    addRecordOptions(*command, options->record);
    command->add_option("--out", options->out, "A folder of its own; it must not be there, or be empty")->required();
    command->add_option("--reader", options->reader, "Whose word alone is exported; everybody's, apart, unless said");
    addModelOptions(*command, options->model);
    command->add_flag("!--no-model", options->asksModel, "Without what a model says: reports and decisions alone");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return exportProject(*options, stop); };
    });
}

}  // namespace asg::cli
