#pragma once

#include "core/base/result.h"
#include "core/datasets/imported_study.h"
#include "core/domain/radiograph.h"
#include "core/domain/report.h"
#include "core/review/review_store.h"
#include "core/study/picture_source.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

namespace asg::session {

/// Parses a report's bytes. Any thread.
using ParseReport = std::function<base::Result<domain::Report>(std::string_view bytes)>;

/// The picture has none, whatever lies beside it.
struct NoReport {};
/// The one that was kept for the picture, else the one that lies beside it: named like it with the extension txt, or
/// the folder's report.txt.
struct ReportToFind {};
struct ReportText {
    std::string bytes;
};
/// The same while it is still being written: it is read and kept nowhere.
struct ReportDraft {
    std::string bytes;
};
struct ReportFile {
    std::filesystem::path path;
};
/// Where the report of a picture comes from.
using ReportSource = std::variant<NoReport, ReportToFind, ReportText, ReportDraft, ReportFile>;

/// What reading a report needs; what it points to must outlive the reading.
struct ReportReading {
    ParseReport parse;
    /// Where reports are kept; null: nothing is kept, and nothing that was kept is found.
    const review::ReviewStore* store = nullptr;
    /// What other people's data sets say of the picture, in place of what its own words say.
    const std::optional<datasets::ImportedStudy>& labels;
};

/// The report's file that lies beside a picture (ReportToFind): `isOfFolder` where it is the folder's and the folder
/// holds several pictures. Nothing: there is none. Blocks on the disk.
struct ReportBeside {
    std::filesystem::path path;
    bool isOfFolder = false;
};
[[nodiscard]] std::optional<ReportBeside> reportBeside(const study::PictureSource& picture);

/// The report of a picture, ready to be shown: it is found, parsed, and its labels are replaced. Where it may be of
/// another patient, a warning says so. One that the user brought (text or file) is kept in the store. Nothing: there is
/// none. Blocks on disk and store; any thread. Errors: those of reading the file, of the store, of the parser.
[[nodiscard]] base::Outcome<std::optional<domain::Report>> readReport(const ReportSource& source,
                                                                      const study::PictureSource& picture,
                                                                      const domain::Radiograph& radiograph,
                                                                      const ReportReading& reading,
                                                                      const std::stop_token& stop);

}  // namespace asg::session
