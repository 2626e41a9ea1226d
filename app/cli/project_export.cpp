#include "app/cli/project_export.h"

#include "core/analysis/pipeline.h"
#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "core/io/walk.h"
#include "core/review/read_only_store.h"
#include "core/session/analysis_document.h"
#include "core/session/reading_desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::Sentence;
using nlohmann::ordered_json;

constexpr const char* kSchema = "asg-project-export/1";

/// A name as a folder's.
std::string plainName(const std::string& name) {
    constexpr std::size_t kLongest = 100;
    std::string plain = name.size() > kLongest ? std::string("reader") : name;
    for (char& letter : plain)
        if (letter == '/' || static_cast<unsigned char>(letter) < 0x20) letter = '_';
    if (plain.empty() || plain.front() == '.') plain.insert(plain.begin(), '_');
    return plain;
}

bool decidesSomething(const domain::ReviewDecision& decision) {
    return decision.as<domain::ModelSeen>() == nullptr;
}

std::set<std::string> readersOf(const std::vector<review::JournalCopy>& copies) {
    std::set<std::string> readers;
    for (const auto& copy : copies)
        for (const auto& decision : copy.decisions)
            if (decidesSomething(decision)) readers.insert(decision.reader);
    return readers;
}

/// When the reader decided something in a copy last; empty: never.
std::string newestTime(const review::JournalCopy& copy, const std::string& reader) {
    std::string newest;
    for (const auto& decision : copy.decisions)
        if (decision.reader == reader && decidesSomething(decision)) newest = std::max(newest, decision.time);
    return newest;
}

std::size_t decisionsOf(const std::vector<domain::ReviewDecision>& given, const std::string& reader) {
    return static_cast<std::size_t>(std::ranges::count_if(
        given, [&](const auto& decision) { return decision.reader == reader && decidesSomething(decision); }));
}

std::string passFolder(const ExportedStudy& study) {
    return std::string(study.pass == project::Meeting::First ? "pass-1" : "pass-2") +
           (study.hasReport ? "" : "-without-report");
}

}  // namespace

/// An item as it is the same for all readers.
struct ProjectExport::ReadPicture {
    std::size_t item = 0;
    domain::RadiographPtr radiograph;
    std::optional<std::string> reportBytes;
    std::optional<domain::Report> report;
    std::optional<domain::Analysis> analysis;  ///< nothing: no model was asked
};

ProjectExport::ProjectExport(const OpenProject& open, analysis::Backend* backend, std::string reader)
    : m_open(open), m_backend(backend), m_reader(std::move(reader)), m_passes(open.project, open.record) {
    UniqueNames names;
    for (const auto& item : open.project.items)
        m_itemFolders.push_back(names.take(io::nameWithoutPictureExtension(item.picture.path)));
}

base::Result<void> ProjectExport::writeTo(const fs::path& folder, const std::stop_token& stop) {
    for (std::size_t item = 0; item < m_open.project.items.size() && !stop.stop_requested(); ++item)
        if (auto written = writeItem(item, folder, stop); !written) return written;
    if (stop.stop_requested()) return {};
    const auto text = manifest().dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    if (auto made = base::makeFolder(folder); !made) return made;
    return base::writeFileAtomically(folder / "export.json", std::string_view(text));
}

base::Result<void> ProjectExport::writeItem(std::size_t item, const fs::path& folder, const std::stop_token& stop) {
    const auto found = m_open.gathered.pictures.find(m_open.project.items[item].picture.sha256);
    if (found == m_open.gathered.pictures.end()) return {};
    auto readers = readersOf(found->second);
    if (!m_reader.empty()) std::erase_if(readers, [&](const auto& reader) { return reader != m_reader; });
    if (readers.empty()) return {};
    const auto picture = readItem(item, stop);
    if (picture.cancelled()) return {};
    if (picture.failed()) {
        m_failed.push_back(picture.error());
        return {};
    }
    for (const auto& reader : readers)
        if (auto written = writeReader(picture.value(), reader, folder); !written) return written;
    return {};
}

base::Outcome<ProjectExport::ReadPicture> ProjectExport::readItem(std::size_t number, const std::stop_token& stop) {
    const auto& item = m_open.project.items[number];
    ReadPicture picture{number, nullptr, {}, {}, {}};
    if (item.report) {
        auto bytes = project::reportBytes(*item.report, m_open.folder);
        if (!bytes) return bytes.error();
        picture.report = m_open.parser.parse(*bytes);
        picture.reportBytes = std::move(*bytes);
    }
    // A study is read from where it lies: its picture's path must not depend on where this program runs.
    const auto path = fs::absolute(m_open.folder / item.picture.path).lexically_normal();
    auto opened = io::openRadiograph(path, 1, stop);
    if (opened.cancelled()) return base::Cancelled{};
    if (opened.failed()) return opened.error();
    picture.radiograph = std::make_shared<const domain::Radiograph>(std::move(opened).value());
    if (picture.radiograph->sha256 != item.picture.sha256)
        return base::Error{ErrorCode::InvalidData,
                           Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "%1 is not the picture that the project was made with. Bring "
                                                      "that one back, or make the project anew."),
                                    {path.string()}}};
    if (m_backend == nullptr) return picture;
    const auto encoded = analysis::encode(*picture.radiograph, *m_backend, stop, {});
    if (encoded.cancelled()) return base::Cancelled{};
    if (encoded.failed()) return encoded.error();
    auto analysed = analysis::analyse(*picture.radiograph, encoded.value(), picture.report, *m_backend, stop);
    if (analysed.cancelled()) return base::Cancelled{};
    if (analysed.failed()) return analysed.error();
    picture.analysis = std::move(analysed).value();
    return picture;
}

base::Result<void> ProjectExport::writeReader(const ReadPicture& picture, const std::string& reader,
                                              const fs::path& folder) {
    const auto& copies = m_open.gathered.pictures.at(picture.radiograph->sha256);
    const review::JournalCopy* newest = nullptr;
    std::vector<fs::path> others;
    for (const auto& copy : copies) {
        const auto time = newestTime(copy, reader);
        if (time.empty()) continue;
        others.push_back(copy.journal);
        if (newest == nullptr || time > newestTime(*newest, reader)) newest = &copy;
    }
    std::erase(others, newest->journal);
    if (!others.empty())
        m_failed.push_back({ErrorCode::InvalidData,
                            Sentence{QT_TRANSLATE_NOOP("Error",
                                                       "%1 decided on %2 in %3 journals that went their own ways. The "
                                                       "one with the newest decision is exported: %4."),
                                     {reader, m_open.project.items[picture.item].picture.path,
                                      std::to_string(others.size() + 1), newest->journal.string()}}});
    for (const auto pass : {project::Meeting::First, project::Meeting::Repeat}) {
        auto given = m_passes.of(picture.item, pass, newest->decisions);
        const auto decisions = decisionsOf(given, reader);
        if (decisions == 0) continue;
        const ExportedStudy study{reader, pass, picture.item, {}, picture.report.has_value(), decisions, others};
        if (auto written = writeStudy(picture, study, *newest, std::move(given), folder); !written) return written;
    }
    return {};
}

base::Result<void> ProjectExport::writeStudy(const ReadPicture& picture, ExportedStudy study,
                                             const review::JournalCopy& copy, std::vector<domain::ReviewDecision> given,
                                             const fs::path& folder) {
    session::ReadingDesk desk(
        std::make_shared<const review::ReadOnlyStore>(copy, std::move(given)),
        [this](std::string_view bytes) -> base::Result<domain::Report> { return m_open.parser.parse(bytes); },
        session::OpenedPicture{picture.radiograph, nullptr}, study.reader);
    if (auto taken = desk.takeReport(picture.report); !taken) return taken;
    if (picture.analysis)
        if (auto taken = desk.takeAnalysis(*picture.analysis, desk.state()->reportVersion); !taken) return taken;
    study.folder = (fs::path(folderOf(study.reader)) / passFolder(study) / m_itemFolders[study.item]).generic_string();
    const auto where = folder / study.folder;
    if (auto made = base::makeFolder(where); !made) return made;
    if (picture.reportBytes)
        if (auto kept = base::writeFileAtomically(where / "report.txt", std::string_view(*picture.reportBytes)); !kept)
            return kept;
    if (auto written = session::writeAnalysisDocument(*desk.state(), where / "analysis.json"); !written) return written;
    m_studies.push_back(std::move(study));
    return {};
}

const std::string& ProjectExport::folderOf(const std::string& reader) {
    auto& folder = m_readerFolders[reader];
    if (folder.empty()) folder = m_readerNames.take(plainName(reader));
    return folder;
}

ordered_json ProjectExport::manifest() const {
    ordered_json document{
        {"schema", kSchema},
        {"project", m_open.project.name},
        {"guideline", m_open.project.guideline.version},
        {"model", m_backend == nullptr ? ordered_json(nullptr) : ordered_json(m_backend->card().sha256)}};
    auto& studies = document["studies"] = ordered_json::array();
    std::set<std::string> images;
    for (const auto& study : m_studies) {
        const auto& picture = m_open.project.items[study.item].picture;
        images.insert(picture.sha256);
        auto others = ordered_json::array();
        for (const auto& copy : study.otherCopies) others.push_back(copy.string());
        studies.push_back({{"folder", study.folder},
                           {"reader", study.reader},
                           {"pass", study.pass == project::Meeting::First ? 1 : 2},
                           {"picture", picture.path},
                           {"sha256", picture.sha256},
                           {"decisions", study.decisions},
                           {"notInIt", std::move(others)}});
    }
    auto& journals = document[std::string(review::kAnchorsKey)] = ordered_json::array();
    for (const auto& image : images)
        for (const auto& copy : m_open.gathered.pictures.at(image))
            journals.push_back(review::anchorJson({image, copy.head}));
    return document;
}

}  // namespace asg::cli
