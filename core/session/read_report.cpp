#include "core/session/read_report.h"

#include "core/base/atomic_file.h"
#include "core/io/walk.h"
#include "core/session/imported_labels.h"
#include "core/text/report_patient.h"

#include <system_error>
#include <utility>

namespace asg::session {
namespace {

constexpr const char* kOfFolder = "report.txt";

struct FoundReport {
    std::string bytes;
    std::optional<domain::Warning> warning = {};
};
using Found = base::Result<std::optional<FoundReport>>;

bool holdsSeveralPictures(const std::filesystem::path& folder) {
    std::error_code failure;
    int pictures = 0;
    for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (io::nameWithoutPictureExtension(at->path()) != at->path().filename() && ++pictures > 1) return true;
    return false;
}

Found fromFile(const std::filesystem::path& path) {
    auto bytes = base::readFile(path, review::kMaximumReportBytes);
    if (!bytes) return bytes.error();
    return std::optional(FoundReport{std::move(*bytes)});
}

Found besidePicture(const study::PictureSource& picture) {
    const auto beside = reportBeside(picture);
    if (!beside) return std::optional<FoundReport>{};
    auto found = fromFile(beside->path);
    if (found && beside->isOfFolder) (*found)->warning = domain::Warning{domain::WarningCode::ReportOfFolder};
    return found;
}

struct Find {
    const study::PictureSource& picture;
    const domain::Radiograph& radiograph;
    const review::ReviewStore* store;

    Found operator()(const NoReport& /*none*/) const { return std::optional<FoundReport>{}; }
    Found operator()(const ReportText& text) const { return std::optional(FoundReport{text.bytes}); }
    Found operator()(const ReportDraft& draft) const { return std::optional(FoundReport{draft.bytes}); }
    Found operator()(const ReportFile& file) const { return fromFile(file.path); }
    Found operator()(const ReportToFind& /*find*/) const {
        if (store == nullptr) return besidePicture(picture);
        auto kept = store->report(radiograph.sha256);
        if (!kept) return kept.error();
        if (*kept) return std::optional(FoundReport{std::move(**kept)});
        return besidePicture(picture);
    }
};

void keep(domain::Report& report, const review::ReviewStore& store, const std::string& sha256) {
    if (const auto kept = store.keepReport(sha256, report.text); !kept)
        report.warnings.push_back(
            {domain::WarningCode::ReportNotKept, {kept.error().text}, domain::WarningSource::Report});
}

}  // namespace

std::optional<ReportBeside> reportBeside(const study::PictureSource& picture) {
    const auto folder = study::folderOf(picture);
    if (folder.empty() && !std::holds_alternative<study::PictureFile>(picture)) return std::nullopt;
    for (const auto& name :
         {io::nameWithoutPictureExtension(study::nameOf(picture)) + ".txt", std::string(kOfFolder)}) {
        const auto beside = folder / name;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(beside, ignored)) continue;
        return ReportBeside{beside, name == kOfFolder && holdsSeveralPictures(folder)};
    }
    return std::nullopt;
}

base::Outcome<std::optional<domain::Report>> readReport(const ReportSource& source, const study::PictureSource& picture,
                                                        const domain::Radiograph& radiograph,
                                                        const ReportReading& reading, const std::stop_token& stop) {
    auto found = std::visit(Find{picture, radiograph, reading.store}, source);
    if (!found) return found.error();
    std::optional<domain::Report> report;
    if (*found) {
        auto parsed = reading.parse((*found)->bytes);
        if (!parsed) return parsed.error();
        report = std::move(*parsed);
        if ((*found)->warning) report->warnings.push_back(*(*found)->warning);
        if (auto other = text::namesAnotherPatient(report->text, radiograph.text))
            report->warnings.push_back(std::move(*other));
        const bool isUsers = std::holds_alternative<ReportText>(source) || std::holds_alternative<ReportFile>(source);
        if (stop.stop_requested()) return base::Cancelled{};
        if (isUsers && reading.store != nullptr) keep(*report, *reading.store, radiograph.sha256);
    }
    if (!reading.labels) return report;
    auto overruled = session::overruled(std::move(report), *reading.labels, reading.parse);
    if (!overruled) return overruled.error();
    return std::move(*overruled);
}

}  // namespace asg::session
