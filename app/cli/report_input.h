#pragma once

#include "core/base/result.h"
#include "core/text/report_parser.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace asg::cli {

/// Adds --language and --tables.
void addReportOptions(CLI::App& command, text::ParserOptions& options);

/// The parser with the shipped tables, and the user's own added to them. Errors name file and line; InvalidArgument
/// where there are no tables of the language.
[[nodiscard]] base::Result<text::ReportParser> loadParser(const text::ParserOptions& options = {});

/// A report file as it is, at most 16 MB; "-" is standard input. Errors name the file.
[[nodiscard]] base::Result<std::string> readReportText(const std::filesystem::path& path);

/// The same, parsed.
[[nodiscard]] base::Result<domain::Report> readReport(const text::ReportParser& parser,
                                                      const std::filesystem::path& path);

}  // namespace asg::cli
