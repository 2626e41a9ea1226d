#include "app/cli/project_options.h"

#include "app/cli/console.h"
#include "app/cli/report_input.h"
#include "core/project/project_json.h"
#include "core/review/folder_review_store.h"

#include <system_error>
#include <utility>

namespace asg::cli {

void addRecordOptions(CLI::App& command, RecordOptions& options) {
    command.add_option("PROJECT", options.project, "The project's file")->required();
    command.add_option("FOLDER", options.folders,
                       "Data folders with readers' decisions (ASG_DATA, or copies of it); your own unless said");
    addReportOptions(command, options.parser);
}

std::vector<std::filesystem::path> dataFolders(const std::vector<std::string>& named) {
    if (!named.empty()) return {named.begin(), named.end()};
    const auto own = review::FolderReviewStore::defaultRoot();
    std::error_code ignored;
    return std::filesystem::exists(own, ignored) ? std::vector{own} : std::vector<std::filesystem::path>();
}

base::Result<OpenProject> openProject(const RecordOptions& options, const std::stop_token& stop) {
    auto project = project::readProject(options.project);
    if (!project) return project.error();
    auto parser = loadParser(options.parser);
    if (!parser) return parser.error();
    auto gathered = review::gatherJournals(dataFolders(options.folders), stop);
    if (!gathered) return gathered.error();
    OpenProject open{std::move(*project), options.project.parent_path(), std::move(*gathered), {}, std::move(*parser)};
    open.record = project::recordOf(
        open.project, open.folder, open.gathered,
        [&open](std::string_view bytes) -> base::Result<domain::Report> { return open.parser.parse(bytes); }, stop);
    for (const auto& failure : open.record.failed) say(failure);
    return open;
}

int exitCode(const OpenProject& open) {
    return open.record.failed.empty() ? kDone : kFailedOnSome;
}

}  // namespace asg::cli
