#pragma once

#include "core/base/result.h"
#include "core/text/report_parser.h"

#include <filesystem>

namespace asg::cli {

/// The parser with the shipped tables.
[[nodiscard]] base::Result<text::ReportParser> loadParser();

/// A report file, parsed. Errors name the file.
[[nodiscard]] base::Result<domain::Report> readReport(const text::ReportParser& parser,
                                                      const std::filesystem::path& path);

}  // namespace asg::cli
