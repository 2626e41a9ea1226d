#include "models/annotated/project_comparison.h"

#include "core/analysis/assemble.h"
#include "core/analysis/locate.h"
#include "core/analysis/pipeline.h"
#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "core/project/project_json.h"
#include "core/text/code_points.h"
#include "models/annotated/verified_cases.h"
#include "models/inference/torch_backend.h"
#include "models/regions/data_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <memory>
#include <set>
#include <sstream>

namespace asg::annotated {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::ordered_json;

struct OpenModel {
    std::unique_ptr<analysis::Backend> backend;
    regions::TrainedPictures taughtBy;
};

Result<std::vector<OpenModel>> openModels(const std::vector<std::filesystem::path>& folders) {
    std::vector<OpenModel> models;
    for (const auto& folder : folders) {
        auto taughtBy = regions::readTrainedPictures(folder);
        if (!taughtBy) return taughtBy.error();
        auto backend = inference::loadTorchBackend(folder, {analysis::DeviceChoice::Kind::Auto});
        if (!backend) return backend.error();
        models.push_back({std::move(*backend), std::move(*taughtBy)});
    }
    return models;
}

/// The sentences that readers accepted in the project's report.
std::vector<AcceptedSentence> acceptedIn(const project::ItemRecord& item) {
    std::vector<AcceptedSentence> list;
    if (!item.report) return list;
    const auto& text = item.report->text;
    const text::CodePointIndex places(text);
    for (const auto& [link, byReader] : project::verdictsOn(item).links) {
        if (link.reportSha256 != item.reportSha256 || link.sentence.end > places.codePoints()) continue;
        const auto begin = places.byteOfCodePoint(link.sentence.start);
        const auto words = text.substr(begin, places.byteOfCodePoint(link.sentence.end) - begin);
        for (const auto& [reader, said] : byReader)
            if (said.said == domain::ReviewVerdict::Accepted)
                list.push_back({reader, words, link.regions, link.sentence});
    }
    return list;
}

base::Outcome<ModelOnPicture> ask(analysis::Backend& backend, const domain::Radiograph& picture,
                                  const std::vector<AcceptedSentence>& sentences, const std::stop_token& stop) {
    const auto seen = analysis::encode(picture, backend, stop, {});
    if (seen.cancelled()) return base::Cancelled{};
    if (seen.failed()) return seen.error();
    ModelOnPicture said;
    for (const auto& box : analysis::assemble(picture, std::nullopt, backend.card(), seen.value(), {}).regions)
        said.boxes[box.region] = box.boxInImagePixels;
    for (const auto& sentence : sentences) {
        const auto found = analysis::locate(seen.value(), sentence.words, backend, stop);
        if (found.cancelled()) return base::Cancelled{};
        if (found.failed()) return found.error();
        said.peaks.push_back(found.value().available ? found.value().peakInImagePixels : std::nullopt);
    }
    return said;
}

/// The walk over a project's items.
class Walk {
public:
    Walk(const project::Project& project, std::filesystem::path folder, const project::ProjectRecord& record,
         std::vector<OpenModel> models)
        : m_project(project),
          m_folder(std::move(folder)),
          m_record(record),
          m_models(std::move(models)),
          m_cases(m_models.size()) {}

    base::Outcome<ProjectComparison> run(const base::Progress& progress, const std::stop_token& stop) {
        describe();
        findTaughtPatients();
        for (std::size_t i = 0; i < m_project.items.size(); ++i) {
            if (stop.stop_requested()) return base::Cancelled{};
            if (progress)
                progress(static_cast<double>(i) / static_cast<double>(m_project.items.size()), "measuring on pictures");
            const auto judged = judge(m_project.items[i], m_record.items[i], stop);
            if (judged.cancelled()) return base::Cancelled{};
            if (judged.failed()) m_result.failed.push_back(judged.error());
        }
        if (m_result.pictures == 0) return nothingLeft();
        m_result.figures = m_cases.figures();
        m_result.betweenReaders = m_cases.betweenReaders();
        m_result.meanPosition = m_cases.meanPosition();
        return std::move(m_result);
    }

private:
    void describe() {
        m_result.project = m_project.name;
        m_result.guideline = m_project.guideline.version;
        m_result.failed = m_record.failed;
        for (const auto& model : m_models) {
            const auto& card = model.backend->card();
            const auto taught = std::ranges::count_if(m_project.items, [&](const project::Item& item) {
                return model.taughtBy.contains(item.picture.sha256);
            });
            m_result.models.push_back({card.name, card.version, card.sha256, static_cast<std::size_t>(taught)});
        }
    }

    [[nodiscard]] bool taughtAny(const project::Item& item) const {
        return std::ranges::any_of(
            m_models, [&](const OpenModel& model) { return model.taughtBy.contains(item.picture.sha256); });
    }

    /// A picture that taught is opened for its patient's number alone.
    void findTaughtPatients() {
        for (const auto& item : m_project.items) {
            if (!taughtAny(item)) continue;
            ++m_result.taught;
            const auto picture = io::openRadiograph(m_folder / item.picture.path);
            if (picture && !picture->text.patientId.empty()) m_taughtPatients.insert(picture->text.patientId);
        }
    }

    base::Outcome<bool> judge(const project::Item& item, const project::ItemRecord& record,
                              const std::stop_token& stop) {
        if (taughtAny(item)) return false;
        JudgingPicture judging{item.picture.sha256, item.picture.sha256, 0, 0, project::readerBoxesOn(record),
                               acceptedIn(record)};
        if (judging.boxes.empty() && judging.accepted.empty()) {
            ++m_result.unjudged;
            return false;
        }
        const auto picture = io::openRadiograph(m_folder / item.picture.path);
        if (!picture) return picture.error();
        if (picture->sha256 != item.picture.sha256)
            return Error{ErrorCode::Corrupt,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this is not the picture of the project."),
                                        {item.picture.path}}};
        const auto& patient = picture->text.patientId;
        if (m_taughtPatients.contains(patient)) {
            ++m_result.related;
            return false;
        }
        if (!patient.empty()) judging.patient = patient;
        judging.rows = picture->rows;
        judging.columns = picture->columns;
        std::vector<ModelOnPicture> said;
        for (auto& model : m_models) {
            auto one = ask(*model.backend, *picture, judging.accepted, stop);
            if (one.cancelled()) return base::Cancelled{};
            if (one.failed()) return one.error();
            said.push_back(std::move(one).value());
        }
        m_cases.add(judging, said);
        ++m_result.pictures;
        return true;
    }

    [[nodiscard]] Error nothingLeft() const {
        return {ErrorCode::InvalidData,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "%1: no picture is left to judge a model: %2 taught one of them, %3 "
                                                 "are of the same patients, of %4 nothing was verified."),
                               {m_project.name, std::to_string(m_result.taught), std::to_string(m_result.related),
                                std::to_string(m_result.unjudged)}}};
    }

    const project::Project& m_project;
    std::filesystem::path m_folder;
    const project::ProjectRecord& m_record;
    std::vector<OpenModel> m_models;
    VerifiedCases m_cases;
    std::set<std::string> m_taughtPatients;
    ProjectComparison m_result;
};

}  // namespace

base::Outcome<ProjectComparison> compareOnProject(const ProjectQuestion& question, const text::ReportParser& parser,
                                                  const base::Progress& progress, const std::stop_token& stop) {
    const auto project = project::readProject(question.project);
    if (!project) return project.error();
    const auto folder = question.project.parent_path();
    const auto record = project::readRecord(
        *project, folder, question.folders, [&parser](std::string_view bytes) { return parser.parse(bytes); }, stop);
    if (!record) return record.error();
    if (stop.stop_requested()) return base::Cancelled{};
    auto models = openModels(question.models);
    if (!models) return models.error();
    return Walk(*project, folder, *record, std::move(*models)).run(progress, stop);
}

ordered_json toJson(const ProjectComparison& comparison) {
    auto models = ordered_json::array();
    for (const auto& model : comparison.models)
        models.push_back({{"name", model.name},
                          {"version", model.version},
                          {"sha256", model.sha256},
                          {"taughtHere", model.taughtHere}});
    auto figures = ordered_json::array();
    for (const auto& figure : comparison.figures) {
        ordered_json object{{"name", figure.name}, {"about", figure.about}};
        auto& list = object["models"] = ordered_json::array();
        for (const auto& estimate : figure.models) list.push_back(ordered_json(metrics::toJson(estimate)));
        object["difference"] = figure.difference ? ordered_json(metrics::toJson(*figure.difference)) : nullptr;
        figures.push_back(std::move(object));
    }
    auto failed = ordered_json::array();
    for (const auto& error : comparison.failed) failed.push_back(error.text);
    return {
        {"project", comparison.project},
        {"guideline", comparison.guideline},
        {"models", std::move(models)},
        {"pictures", comparison.pictures},
        {"leftOut",
         {{"taught", comparison.taught}, {"patientsOfTaught", comparison.related}, {"notJudged", comparison.unjudged}}},
        {"figures", std::move(figures)},
        {"betweenReaders", ordered_json(metrics::toJson(comparison.betweenReaders))},
        {"meanPosition", ordered_json(metrics::toJson(comparison.meanPosition))},
        {"failed", std::move(failed)}};
}

std::string toText(const ProjectComparison& comparison) {
    std::ostringstream text;
    text << comparison.project << ", guideline version " << comparison.guideline << ": " << comparison.pictures
         << " pictures judge; left out: " << comparison.taught << " that taught, " << comparison.related
         << " of the same patients, " << comparison.unjudged << " of which nothing was verified\n";
    for (std::size_t i = 0; i < comparison.models.size(); ++i) {
        const auto& model = comparison.models[i];
        text << "model " << i + 1 << ": " << model.name << " " << model.version << " (" << model.sha256.substr(0, 12)
             << "); " << model.taughtHere << " pictures of the project taught it\n";
    }
    for (const auto& figure : comparison.figures) {
        text << figure.about << "\n";
        for (std::size_t i = 0; i < figure.models.size(); ++i)
            text << "  model " << i + 1 << "     " << metrics::toText(figure.models[i]) << "\n";
        if (figure.difference) text << "  difference  " << metrics::toText(*figure.difference) << "\n";
    }
    text << "IoU between readers            " << metrics::toText(comparison.betweenReaders) << "\n"
         << "IoU of the mean position alone " << metrics::toText(comparison.meanPosition) << "\n"
         << "A box that a reader let stand is the box of the model that he saw: it speaks for that model. The boxes "
            "that "
            "readers drew do so less.\n";
    return text.str();
}

}  // namespace asg::annotated
