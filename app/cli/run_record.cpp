#include "app/cli/run_record.h"

#include "app/cli/result_folders.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/resources.h"
#include "core/base/sha256.h"
#include "core/export/analysis_json.h"

#include <algorithm>
#include <system_error>
#include <vector>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// Of the names and contents of all files in a folder.
std::string folderSha256(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure))
        if (it->is_regular_file(failure)) files.push_back(it->path());
    std::ranges::sort(files);
    std::string sums;
    for (const auto& file : files) {
        const auto sum = base::sha256OfFile(file);
        sums += file.lexically_relative(folder).generic_string() + " " + (sum ? *sum : sum.error().text) + "\n";
    }
    return base::sha256Hex(sums);
}

bool filesAreThere(const fs::path& folder, const ordered_json& document, bool overlay) {
    std::error_code ignored;
    if (overlay && !fs::exists(folder / kOverlayFile, ignored)) return false;
    const auto maps = document.find("maps");
    return maps == document.end() || std::ranges::all_of(*maps, [&](const auto& map) {
               return map.is_object() && map.contains("file") && map.at("file").is_string() &&
                      fs::exists(folder / map.at("file").template get<std::string>(), ignored);
           });
}

std::string textAt(const ordered_json& document, const char* object, const char* key) {
    const auto part = document.find(object);
    if (part == document.end() || !part->is_object() || !part->contains(key) || !part->at(key).is_string()) return {};
    return part->at(key).get<std::string>();
}

}  // namespace

RunRecord::RunRecord(const DecisiveOptions& options) {
    std::string tables = folderSha256(base::resourceFolder() / "ontology");
    if (!options.parser.additionalTables.empty())
        tables = base::sha256Hex(tables + folderSha256(options.parser.additionalTables));
    m_common = {{"program", ASG_VERSION},
                {"tables", tables},
                {"language", options.parser.language},
                {"device", options.device},
                {"precision", options.precision},
                {"overlay", options.overlay},
                {"maps", options.maps}};
    if (!options.secondSha256.empty()) m_common["secondOpinion"] = options.secondSha256;
}

base::Result<ordered_json> RunRecord::of(const AnalysisJob& job, const session::ImportedLabels& labels) const {
    ordered_json record = m_common;
    record["report"] =
        job.reportBytes ? ordered_json(base::sha256Hex(std::string_view(*job.reportBytes))) : ordered_json(nullptr);
    const auto used = labels.sha256Of(job.labelNames);
    if (!used) return used.error();
    record["labels"] = used->empty() ? ordered_json(nullptr) : ordered_json(*used);
    return record;
}

std::optional<ordered_json> finishedEarlier(const fs::path& folder, const fs::path& image,
                                            const std::string& modelSha256, const ordered_json& record) {
    constexpr std::uintmax_t kMaximumBytes = 512U << 20U;
    const auto path = folder / kAnalysisFile;
    if (!exporting::isReplaceable(path)) return std::nullopt;
    const auto text = base::readFile(path, kMaximumBytes);
    if (!text || base::isNestedTooDeep(*text)) return std::nullopt;
    auto document = ordered_json::parse(*text, nullptr, false);
    if (!document.is_object() || document.value("run", ordered_json()) != record) return std::nullopt;
    if (textAt(document, "model", "sha256") != modelSha256) return std::nullopt;
    const auto picture = base::sha256OfFile(image);
    if (!picture || *picture != textAt(document, "image", "sha256")) return std::nullopt;
    if (!filesAreThere(folder, document, record.at("overlay").get<bool>())) return std::nullopt;
    return document;
}

}  // namespace asg::cli
