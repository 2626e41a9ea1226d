#include "app/cli/report_input.h"

#include "core/base/atomic_file.h"
#include "core/base/resources.h"

namespace asg::cli {
namespace {

constexpr std::uintmax_t kMaximumReportBytes = 16U << 20U;

}  // namespace

base::Result<text::ReportParser> loadParser() {
    return text::ReportParser::load(base::resourceFolder() / "ontology");
}

base::Result<domain::Report> readReport(const text::ReportParser& parser, const std::filesystem::path& path) {
    const auto bytes = base::readFile(path, kMaximumReportBytes);
    if (!bytes) return bytes.error();
    return parser.parse(*bytes);
}

}  // namespace asg::cli
