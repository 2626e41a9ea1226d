#include "app/cli/report_input.h"

#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/review/review_store.h"

#include <iostream>
#include <string>

namespace asg::cli {
namespace {

using review::kMaximumReportBytes;

base::Result<std::string> readStandardInput() {
    std::string bytes(kMaximumReportBytes + 1, '\0');
    std::cin.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() <= kMaximumReportBytes) return bytes;
    return base::Error{base::ErrorCode::TooLarge, "standard input: at most " + std::to_string(kMaximumReportBytes) +
                                                      " bytes of a report are accepted."};
}

}  // namespace

void addReportOptions(CLI::App& command, text::ParserOptions& options) {
    command.add_option("--language", options.language,
                       "Language of the reports: en or es; each report's own unless said");
    command.add_option("--tables", options.additionalTables,
                       "Folder of your own tables (findings.tsv, places.tsv, …), added to the shipped ones");
}

base::Result<text::ReportParser> loadParser(const text::ParserOptions& options) {
    return text::ReportParser::load(base::resourceFolder() / "ontology", options);
}

base::Result<std::string> readReportText(const std::filesystem::path& path) {
    return path == "-" ? readStandardInput() : base::readFile(path, kMaximumReportBytes);
}

base::Result<domain::Report> readReport(const text::ReportParser& parser, const std::filesystem::path& path) {
    const auto bytes = readReportText(path);
    if (!bytes) return bytes.error();
    return parser.parse(*bytes);
}

}  // namespace asg::cli
