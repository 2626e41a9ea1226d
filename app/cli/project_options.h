#pragma once

#include "core/base/result.h"
#include "core/project/item_record.h"
#include "core/project/project.h"
#include "core/review/journal_copies.h"
#include "core/text/report_parser.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::cli {

/// PROJECT, FOLDER…, --language and --tables: the same for every command that looks at what a project's readers did.
struct RecordOptions {
    std::filesystem::path project;
    std::vector<std::string> folders;
    text::ParserOptions parser;
};
void addRecordOptions(CLI::App& command, RecordOptions& options);

/// The folders that are named; without any the reader's own, where there is one yet.
[[nodiscard]] std::vector<std::filesystem::path> dataFolders(const std::vector<std::string>& named);

/// A project with what its readers sent.
struct OpenProject {
    project::Project project;
    std::filesystem::path folder;  ///< that the project's file lies in
    review::GatheredJournals gathered;
    project::ProjectRecord record;
    text::ReportParser parser;
};

/// Says what could not be read of it; the rest stands. Errors: those of the project's file and the tables; NotFound (a
/// data folder that is not there).
[[nodiscard]] base::Result<OpenProject> openProject(const RecordOptions& options, const std::stop_token& stop);

/// kDone, or kFailedOnSome where something of the project could not be read.
[[nodiscard]] int exitCode(const OpenProject& open);

}  // namespace asg::cli
