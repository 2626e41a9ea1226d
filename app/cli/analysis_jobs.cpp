#include "app/cli/analysis_jobs.h"

#include "app/cli/result_folders.h"
#include "app/cli/unique_names.h"
#include "core/base/json_text.h"
#include "core/export/analysis_json.h"
#include "core/io/walk.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <set>

namespace asg::cli {
namespace {

bool isPlainName(const std::string& id) {
    return !id.empty() && id.size() <= 200 && id != "." && id != ".." && id.find('/') == std::string::npos &&
           id.find('\0') == std::string::npos;
}

/// The id as it would be written by a person: numbers are taken as their digits.
std::string idText(const nlohmann::json& id) {
    return id.is_string() ? id.get<std::string>() : id.dump();
}

base::Result<AnalysisJob> jobFromObject(const nlohmann::json& object, UniqueNames& names) {
    const auto invalid = [](const std::string& why) { return base::Error{base::ErrorCode::InvalidData, why}; };
    if (!object.is_object() || !object.contains("id") || !object.contains("image") || !object["image"].is_string())
        return invalid("this line is no {\"id\", \"image\", \"report\"}.");
    if (!object["id"].is_string() && !object["id"].is_number()) return invalid("the id is neither text nor a number.");
    const std::string id = idText(object["id"]);
    if (!isPlainName(id)) return invalid("the id \"" + id + "\" cannot name a folder.");
    AnalysisJob job;
    job.image = object["image"].get<std::string>();
    if (const auto report = object.find("report"); report != object.end() && !report->is_null()) {
        if (!report->is_string()) return invalid("the report of \"" + id + "\" is neither text nor null.");
        job.reportBytes = report->get<std::string>();
    }
    job.folderName = names.take(id);
    job.labelNames = {id};
    job.id = object["id"];
    return job;
}

/// The id of a line that is wrong otherwise, so that the answer can be told apart from the others.
nlohmann::json idOf(const nlohmann::json& object) {
    const auto id = object.is_object() ? object.find("id") : object.end();
    return object.is_object() && id != object.end() && !id->is_structured() ? *id : nlohmann::json();
}

/// Labels that go by a picture's name go to no picture where another has it as its name or its id: they are of one of
/// them.
void addOwnNames(AnalysisJobs& work) {
    std::map<std::string, int> claims;
    for (const auto& job : work.jobs) {
        std::set<std::string> names(job.labelNames.begin(), job.labelNames.end());
        names.insert(io::nameWithoutPictureExtension(job.image));
        for (const auto& name : names) ++claims[name];
    }
    for (auto& job : work.jobs) {
        const auto name = io::nameWithoutPictureExtension(job.image);
        if (std::ranges::find(job.labelNames, name) != job.labelNames.end()) continue;
        if (claims[name] == 1)
            job.labelNames.push_back(name);
        else if (job.labelNames.empty())
            ++work.sameNames;
    }
}

bool isOwnOverlay(const std::filesystem::path& path) {
    return path.filename() == kOverlayFile && exporting::beginsAsAnalysis(path.parent_path() / kAnalysisFile);
}

}  // namespace

AnalysisJobs jobsFromPaths(const std::vector<std::filesystem::path>& paths) {
    AnalysisJobs result;
    UniqueNames names;
    auto found = io::findPictures(paths);
    for (auto& failure : found.failures) result.failed.push_back({failure.path.string(), std::move(failure.error), {}});
    std::erase_if(found.paths, [&paths](const auto& path) {
        return isOwnOverlay(path) && std::ranges::find(paths, path) == paths.end();
    });
    for (auto& path : found.paths) {
        const auto name = io::nameWithoutPictureExtension(path);
        result.jobs.push_back({std::move(path), {}, names.take(name), {}, {}});
    }
    addOwnNames(result);
    return result;
}

base::Result<AnalysisJobs> jobsFromBatch(const std::filesystem::path& lines) {
    std::ifstream in(lines, std::ios::binary);
    std::error_code ignored;
    if (!in || std::filesystem::is_directory(lines, ignored))
        return base::Error{base::ErrorCode::NotFound,
                           lines.string() +
                               ": cannot be opened for reading. It has to be a file of one {\"id\", "
                               "\"image\", \"report\"} a line."};
    AnalysisJobs result;
    UniqueNames names;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto object = base::jsonFromText(line);
        auto job = object ? jobFromObject(*object, names) : object.error();
        if (job)
            result.jobs.push_back(std::move(*job));
        else
            result.failed.push_back({lines.string() + ", line " + std::to_string(number), job.error(),
                                     object ? idOf(*object) : nlohmann::json()});
    }
    addOwnNames(result);
    return result;
}

base::Result<Shard> parseShard(std::string_view text) {
    const base::Error wrong{base::ErrorCode::InvalidArgument,
                            "\"" + std::string(text) + "\" is no part: I/N is the I-th of N, from 1/N to N/N."};
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return wrong;
    const auto number = [](std::string_view digits) {
        std::size_t value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return read.ec == std::errc() && read.ptr == digits.data() + digits.size() ? value : 0;
    };
    const Shard shard{number(text.substr(0, slash)), number(text.substr(slash + 1))};
    if (shard.part < 1 || shard.part > shard.parts) return wrong;
    return shard;
}

void keepShard(AnalysisJobs& work, const Shard& shard) {
    const auto keep = [&shard](auto& list) {
        std::size_t index = 0;
        std::erase_if(list, [&](const auto&) { return index++ % shard.parts != shard.part - 1; });
    };
    keep(work.jobs);
    keep(work.failed);
}

}  // namespace asg::cli
