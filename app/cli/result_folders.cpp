#include "app/cli/result_folders.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/export/analysis_json.h"

#include <string_view>
#include <system_error>
#include <utility>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaximumAnalysisBytes = 512U << 20U;

/// Whether a result may call a map's file so: an analysis.json that somebody else made could name any file.
bool isMapFile(std::string_view name) {
    const std::string folder = std::string(kMapsFolder) + "/";
    return name.starts_with(folder) && name.size() > folder.size() && name.find('/', folder.size()) == name.npos &&
           name.substr(folder.size()) != "..";
}

/// The names of the files of the result that lies in a folder; none where there is no result.
std::set<std::string> ownFiles(const fs::path& folder) {
    if (!exporting::beginsAsAnalysis(folder / kAnalysisFile)) return {};
    std::set<std::string> own{kAnalysisFile, kOverlayFile};
    const auto text = base::readFile(folder / kAnalysisFile, kMaximumAnalysisBytes);
    const auto document = text ? base::jsonFromText(*text) : text.error();
    if (!document || !document->is_object() || !document->contains("maps")) return own;
    for (const auto& map : document->at("maps"))
        if (map.is_object() && map.contains("file") && map["file"].is_string() &&
            isMapFile(map["file"].get<std::string>()))
            own.insert(map["file"].get<std::string>());
    return own;
}

bool holdsOthers(const fs::path& folder, const std::set<std::string>& own) {
    std::error_code failure;
    if (fs::is_symlink(folder, failure)) return true;
    for (fs::recursive_directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
        if (fs::is_directory(it->symlink_status(failure))) continue;
        if (!own.contains(it->path().lexically_relative(folder).generic_string())) return true;
    }
    return static_cast<bool>(failure);
}

base::Error leftAsItIs(const fs::path& file, std::string_view why) {
    return {base::ErrorCode::WriteFailed,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: this file %2 and is left as it is. Name another folder (--out)."),
                {file.string(), why}}};
}

}  // namespace

ResultFolders::ResultFolders(fs::path out) : m_out(std::move(out)), m_aside(m_out) {}

base::Result<void> ResultFolders::mayWrite(const std::string& name) const {
    std::error_code ignored;
    const auto analysis = of(name) / kAnalysisFile;
    if (!fs::exists(analysis, ignored)) {
        for (const char* other : {kOverlayFile, kMapsFolder})
            if (fs::exists(of(name) / other, ignored)) return leftAsItIs(of(name) / other, "was not written by asg");
        return {};
    }
    if (exporting::isReplaceable(analysis)) return {};
    return leftAsItIs(analysis,
                      exporting::beginsAsAnalysis(analysis) ? "holds a reader's decisions" : "was not written by asg");
}

base::Result<void> ResultFolders::writeAside(const fs::path& aside, const std::vector<ResultFile>& files) {
    for (const auto& file : files) {
        const auto path = aside / file.name;
        if (auto made = base::makeFolder(path.parent_path()); !made) return made;
        if (auto written = base::writeNewFile(path, file.bytes); !written) return written;
    }
    return {};
}

base::Result<void> ResultFolders::replaceFolder(const fs::path& aside, const std::string& name) {
    const auto old = m_aside.path() / "old" / name;
    if (auto made = base::makeFolder(old.parent_path()); !made) return made;
    std::error_code failure;
    fs::rename(of(name), old, failure);
    if (failure)
        return base::systemError(of(name), failure.value(),
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be replaced")});
    auto moved = base::moveFolderIntoPlace(aside, of(name));
    if (moved)
        fs::remove_all(old, failure);
    else
        fs::rename(old, of(name), failure);
    return moved;
}

base::Result<void> ResultFolders::replaceFiles(const std::string& name, const std::vector<ResultFile>& files,
                                               const std::set<std::string>& own) {
    std::error_code failure;
    std::set<std::string> stale = own;
    for (const auto& file : files) {
        stale.erase(file.name);
        if (!own.contains(file.name) && fs::exists(of(name) / file.name, failure))
            return leftAsItIs(of(name) / file.name, "was not written by asg");
    }
    const auto replace = [&](const ResultFile& file) -> base::Result<void> {
        if (auto made = base::makeFolder((of(name) / file.name).parent_path()); !made) return made;
        return base::writeFileAtomically(of(name) / file.name, file.bytes);
    };
    for (const auto& file : files)
        if (file.name != kAnalysisFile)
            if (auto done = replace(file); !done) return done;
    for (const auto& file : files)
        if (file.name == kAnalysisFile)
            if (auto done = replace(file); !done) return done;
    for (const auto& file : stale) fs::remove(of(name) / file, failure);
    return {};
}

base::Result<void> ResultFolders::write(const std::string& name, const std::vector<ResultFile>& files) {
    std::error_code failure;
    const auto own = ownFiles(of(name));
    if (fs::exists(of(name), failure) && holdsOthers(of(name), own)) return replaceFiles(name, files, own);
    const auto aside = m_aside.path() / "new" / name;
    auto done = writeAside(aside, files);
    if (done) done = own.empty() ? base::moveFolderIntoPlace(aside, of(name)) : replaceFolder(aside, name);
    if (!done) fs::remove_all(aside, failure);
    return done;
}

}  // namespace asg::cli
