#pragma once

#include "app/cli/project_options.h"
#include "app/cli/unique_names.h"
#include "core/analysis/backend.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/project/passes.h"
#include "core/review/journal_anchor.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::cli {

/// One analysis.json of an export.
struct ExportedStudy {
    std::string reader;
    project::Meeting pass = project::Meeting::First;
    std::size_t item = 0;
    std::string folder;  ///< below the export's
    bool hasReport = true;
    std::size_t decisions = 0;                            ///< of this reader and pass
    std::vector<std::filesystem::path> otherCopies = {};  ///< in which he decided, too, and that are not in it
};

/// Writes what readers said of a project's pictures, each by himself: below READER/pass-1 or READER/pass-2 (a repeat) a
/// folder for each picture with analysis.json, as the viewer exports it, and report.txt: a study of `asg train dataset
/// annotations`. Pictures without a report stand in READER/pass-1-without-report. Blocks on disk, decoder and network.
class ProjectExport {
public:
    /// Both outlive it; without a backend no model is asked. `reader`: whose word alone is written; empty: everybody's.
    ProjectExport(const OpenProject& open, analysis::Backend* backend, std::string reader);

    /// Into a folder that is its own. What cannot be read is told of in failed(), and the rest is written. Errors:
    /// those of writing.
    [[nodiscard]] base::Result<void> writeTo(const std::filesystem::path& folder, const std::stop_token& stop);

    [[nodiscard]] const std::vector<ExportedStudy>& studies() const { return m_studies; }
    [[nodiscard]] const std::vector<base::Error>& failed() const { return m_failed; }
    /// export.json: what stands where, and how far each journal had come.
    [[nodiscard]] nlohmann::ordered_json manifest() const;

private:
    struct ReadPicture;

    [[nodiscard]] base::Result<void> writeItem(std::size_t item, const std::filesystem::path& folder,
                                               const std::stop_token& stop);
    [[nodiscard]] base::Outcome<ReadPicture> readItem(std::size_t item, const std::stop_token& stop);
    [[nodiscard]] base::Result<void> writeReader(const ReadPicture& picture, const std::string& reader,
                                                 const std::filesystem::path& folder);
    [[nodiscard]] base::Result<void> writeStudy(const ReadPicture& picture, ExportedStudy study,
                                                const review::JournalCopy& copy,
                                                std::vector<domain::ReviewDecision> given,
                                                const std::filesystem::path& folder);
    [[nodiscard]] const std::string& folderOf(const std::string& reader);

    const OpenProject& m_open;
    analysis::Backend* m_backend;
    std::string m_reader;
    project::Passes m_passes;
    std::vector<std::string> m_itemFolders;
    UniqueNames m_readerNames;
    std::map<std::string, std::string> m_readerFolders;
    std::vector<ExportedStudy> m_studies;
    std::vector<base::Error> m_failed;
};

}  // namespace asg::cli
