#include "models/regions/gate_evaluation.h"

#include "core/io/open_radiograph.h"
#include "core/io/walk.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/loaded_model.h"
#include "models/regions/gate_threshold.h"
#include "models/regions/picture_area.h"
#include "models/regions/region_metrics.h"
#include "models/regions/untrained_pictures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <iomanip>
#include <sstream>
#include <utility>
#include <vector>

namespace asg::regions {
namespace {

using nets::GateQuestion;

using Probabilities = std::array<double, nets::kGateQuestions>;

/// What is shown to the gate.
enum class Shown { Real, Inverted, Rotated, Mirrored, NotFrontalChest, Other };

/// One picture as it was shown, the probability of each warning, and from which on the model's own card raises it.
struct Statement {
    std::string patient;
    Shown shown = Shown::Real;
    Probabilities says{};
    Probabilities from{};
};

Statement ask(inference::LoadedModel& model, const vision::ModelInput& input, const std::string& patient, Shown shown) {
    const torch::NoGradGuard off;
    const auto logits = model.network->askGate(model.network->encodeImages(inference::imageTensor(input))).contiguous();
    Statement statement{patient, shown, {}, {}};
    statement.from.fill(1);
    for (std::size_t i = 0; i < statement.says.size(); ++i)
        if (model.gate[i]) {
            statement.says[i] = model.gate[i]->probability(logits.data_ptr<float>()[i]);
            statement.from[i] = model.gate[i]->threshold;
        }
    return statement;
}

constexpr std::size_t indexOf(GateQuestion question) {
    return static_cast<std::size_t>(question);
}

bool raises(const Statement& statement, GateQuestion question) {
    const auto i = indexOf(question);
    return statement.says[i] >= statement.from[i];
}

bool warns(const Statement& statement) {
    for (std::size_t i = 0; i < statement.says.size(); ++i)
        if (statement.says[i] >= statement.from[i]) return true;
    return false;
}

/// The prepared picture with each pixel taken from (row, column) = `from(row, column)`.
template <typename From>
vision::ModelInput moved(const vision::ModelInput& input, const From& from) {
    vision::ModelInput copy = input;
    const int side = input.spec.crop;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const auto [sourceRow, sourceColumn] = from(row, column);
            copy.grey[static_cast<std::size_t>(row) * side + column] =
                input.grey[static_cast<std::size_t>(sourceRow) * side + sourceColumn];
        }
    return copy;
}

/// Light and dark exchanged where there is picture; padding stays black.
vision::ModelInput invertedCopy(const vision::ModelInput& input) {
    vision::ModelInput copy = input;
    visitPicture(input, [&copy](std::size_t place) { copy.grey[place] = 255 - copy.grey[place]; });
    return copy;
}

void askChanged(inference::LoadedModel& model, const vision::ModelInput& input, const std::string& patient,
                std::vector<Statement>& statements) {
    const int last = input.spec.crop - 1;
    const auto show = [&](Shown shown, const vision::ModelInput& changed) {
        statements.push_back(ask(model, changed, patient, shown));
    };
    show(Shown::Inverted, invertedCopy(input));
    show(Shown::Mirrored, moved(input, [last](int row, int column) { return std::pair(row, last - column); }));
    show(Shown::Rotated, moved(input, [last](int row, int column) { return std::pair(last - column, row); }));
    show(Shown::Rotated, moved(input, [last](int row, int column) { return std::pair(last - row, last - column); }));
    show(Shown::Rotated, moved(input, [last](int row, int column) { return std::pair(column, last - row); }));
}

/// Anything below the folder that opens as a picture and that one of the models was not trained on.
void askOthers(std::vector<JudgedModel>& models, const std::filesystem::path& folder, Shown shown,
               std::vector<Statement>& statements) {
    if (!std::filesystem::exists(folder)) return;
    for (const auto& path : io::findPictures({folder}).paths) {
        const auto radiograph = io::openRadiograph(path);
        if (!radiograph) continue;
        const auto judge = judgeOf(models, radiograph->sha256, path.filename().string());
        if (judge == models.size()) continue;
        auto& model = models[judge].model;
        statements.push_back(ask(model, vision::makeModelInput(*radiograph, model.card.input), path.string(), shown));
    }
}

/// Sets from which probability on these warnings are raised: for each patient the threshold of the other patients.
/// Gives that of all of them.
double crossFit(std::vector<Statement>& statements, std::initializer_list<GateQuestion> questions, double passing) {
    std::vector<PassingPicture> pictures;
    for (const auto& statement : statements) {
        if (statement.shown != Shown::Real) continue;
        double strongest = 0;
        for (const auto question : questions) strongest = std::max(strongest, statement.says[indexOf(question)]);
        pictures.push_back({statement.patient, strongest});
    }
    const CrossFittedThreshold others(pictures, passing);
    for (auto& statement : statements)
        for (const auto question : questions) statement.from[indexOf(question)] = others.of(statement.patient);
    return gateThreshold(pictures, passing);
}

base::Result<void> checkGates(std::vector<JudgedModel>& models, const std::vector<std::filesystem::path>& folders) {
    const auto refused = [&folders](std::size_t i, const char* reason) {
        return base::Error{base::ErrorCode::InvalidData, folders[i].string() + ": " + reason};
    };
    for (std::size_t i = 0; i < models.size(); ++i) {
        const auto& network = models[i].model.network;
        if (!network->hasGate()) return refused(i, "this model has no input gate.");
        if (network->hasMirrorHead() != models.front().model.network->hasMirrorHead())
            return refused(i,
                           "of these models some have a mirror head and some have none, so that no threshold is "
                           "common to them.");
    }
    return {};
}

/// Thresholds of a cross-validation, into the statements and the figures.
void crossFitAll(std::vector<Statement>& statements, bool byMirrorHead, GateEvaluation& evaluation) {
    using enum GateQuestion;
    if (byMirrorHead) {
        evaluation.threshold = crossFit(statements, {Inverted, Rotated, NotChest}, kPassing);
        evaluation.mirroredThreshold = crossFit(statements, {Mirrored}, kPassingMirrorHead);
    } else {
        evaluation.threshold = crossFit(statements, {Inverted, Rotated, Mirrored, NotChest}, kPassing);
    }
}

/// Share of the statements about pictures that were shown as one of these, for which `holds` is true.
template <typename Holds>
Estimate share(const std::vector<Statement>& statements, std::initializer_list<Shown> shown, const Holds& holds) {
    std::vector<Measurement> votes;
    for (const auto& statement : statements)
        if (std::ranges::find(shown, statement.shown) != shown.end())
            votes.push_back({statement.patient, holds(statement) ? 1.0 : 0.0});
    return meanWithInterval(votes);
}

void fillFigures(const std::vector<Statement>& statements, GateEvaluation& evaluation) {
    const auto raised = [&](Shown shown, GateQuestion question) {
        return share(statements, {shown},
                     [question](const Statement& statement) { return raises(statement, question); });
    };
    evaluation.passed = share(statements, {Shown::Real}, std::not_fn(warns));
    evaluation.inverted = raised(Shown::Inverted, GateQuestion::Inverted);
    evaluation.rotated = raised(Shown::Rotated, GateQuestion::Rotated);
    evaluation.mirrored = raised(Shown::Mirrored, GateQuestion::Mirrored);
    evaluation.mirroredWrongly = raised(Shown::Real, GateQuestion::Mirrored);
    evaluation.anyOfChanged = share(statements, {Shown::Inverted, Shown::Rotated, Shown::Mirrored}, warns);
    evaluation.notFrontalChest = share(statements, {Shown::NotFrontalChest}, warns);
    evaluation.otherPictures = share(statements, {Shown::Other}, warns);
}

/// Calls `visit(name, what, estimate)` for every figure.
template <typename Evaluation, typename Visit>
void visitFigures(Evaluation& evaluation, const Visit& visit) {
    visit("passed", "frontal chest X-rays without a warning", evaluation.passed);
    visit("inverted", "inverted copies flagged", evaluation.inverted);
    visit("rotated", "turned copies flagged", evaluation.rotated);
    visit("mirrored", "mirrored copies flagged", evaluation.mirrored);
    visit("mirroredWrongly", "pictures as taken flagged as mirrored", evaluation.mirroredWrongly);
    visit("anyOfChanged", "any warning on changed copies", evaluation.anyOfChanged);
    visit("notFrontalChest", "not_frontal_chest flagged", evaluation.notFrontalChest);
    visit("otherPictures", "pictures of DICOM corpora flagged", evaluation.otherPictures);
}

}  // namespace

base::Outcome<GateEvaluation> evaluateGate(const std::filesystem::path& data,
                                           const std::vector<std::filesystem::path>& folders,
                                           const base::Progress& progress, std::stop_token stop) {
    auto models = readJudgedModels(folders);
    if (!models) return models.error();
    if (auto asked = checkGates(*models, folders); !asked) return asked.error();

    std::vector<Statement> statements;
    const auto visit = [&](std::size_t judge, const RegionSample& sample, const domain::Radiograph& radiograph) {
        auto& model = (*models)[judge].model;
        const auto input = vision::makeModelInput(radiograph, model.card.input);
        statements.push_back(ask(model, input, sample.patient, Shown::Real));
        askChanged(model, input, sample.patient, statements);
    };
    const auto visited = visitUntrainedPictures(data, *models, "asking about pictures", progress, stop, visit);
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    askOthers(*models, data / "dicom" / "not_frontal_chest", Shown::NotFrontalChest, statements);
    for (const char* corpus : {"corpus_pydicom", "corpus_other"})
        askOthers(*models, data / "dicom" / corpus, Shown::Other, statements);

    GateEvaluation evaluation;
    evaluation.pictures = visited.value();
    if (models->size() > 1) crossFitAll(statements, models->front().model.network->hasMirrorHead(), evaluation);
    fillFigures(statements, evaluation);
    return evaluation;
}

nlohmann::json toJson(const GateEvaluation& evaluation) {
    nlohmann::json document{{"pictures", evaluation.pictures}};
    if (evaluation.threshold) document["threshold"] = *evaluation.threshold;
    if (evaluation.mirroredThreshold) document["mirroredThreshold"] = *evaluation.mirroredThreshold;
    visitFigures(evaluation, [&document](const char* key, const char*, const Estimate& estimate) {
        document[key] = toJson(estimate);
    });
    return document;
}

std::string toText(const GateEvaluation& evaluation) {
    std::ostringstream text;
    visitFigures(evaluation, [&text](const char*, const char* what, const Estimate& estimate) {
        text << std::left << std::setw(42) << what << metrics::toText(estimate) << "\n";
    });
    return text.str();
}

}  // namespace asg::regions
