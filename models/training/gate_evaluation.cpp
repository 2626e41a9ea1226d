#include "models/training/gate_evaluation.h"

#include "core/io/open_radiograph.h"
#include "core/io/walk.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/model_folder.h"
#include "models/training/picture_area.h"
#include "models/training/region_metrics.h"
#include "models/training/untrained_pictures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>
#include <utility>
#include <vector>

namespace asg::training {
namespace {

using nets::GateQuestion;

/// Which warnings are raised.
using Answers = std::array<bool, nets::kGateQuestions>;

Answers ask(inference::LoadedModel& model, const vision::ModelInput& input) {
    const torch::NoGradGuard off;
    const auto logits = model.network->askGate(model.network->encodeImages(inference::imageTensor(input))).contiguous();
    Answers answers{};
    for (std::size_t i = 0; i < answers.size(); ++i)
        answers[i] =
            model.gate[i] && model.gate[i]->probability(logits.data_ptr<float>()[i]) >= model.gate[i]->threshold;
    return answers;
}

bool any(const Answers& answers) {
    return std::ranges::find(answers, true) != answers.end();
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

struct Votes {
    std::vector<Measurement> passed, inverted, rotated, mirrored, anyOfChanged, notFrontalChest, otherPictures;
};

void askChanged(inference::LoadedModel& model, const vision::ModelInput& input, const std::string& patient,
                Votes& votes) {
    const int last = input.spec.crop - 1;
    const auto vote = [&](std::vector<Measurement>& list, GateQuestion question, const vision::ModelInput& changed) {
        const Answers answers = ask(model, changed);
        list.push_back({patient, answers[static_cast<std::size_t>(question)] ? 1.0 : 0.0});
        votes.anyOfChanged.push_back({patient, any(answers) ? 1.0 : 0.0});
    };
    vote(votes.inverted, GateQuestion::Inverted, invertedCopy(input));
    vote(votes.mirrored, GateQuestion::Mirrored,
         moved(input, [last](int row, int column) { return std::pair(row, last - column); }));
    vote(votes.rotated, GateQuestion::Rotated,
         moved(input, [last](int row, int column) { return std::pair(last - column, row); }));
    vote(votes.rotated, GateQuestion::Rotated,
         moved(input, [last](int row, int column) { return std::pair(last - row, last - column); }));
    vote(votes.rotated, GateQuestion::Rotated,
         moved(input, [last](int row, int column) { return std::pair(column, last - row); }));
}

/// Anything below the folder that opens as a picture and that one of the models was not trained on.
std::vector<Measurement> askOthers(std::vector<JudgedModel>& models, const std::filesystem::path& folder) {
    std::vector<Measurement> votes;
    if (!std::filesystem::exists(folder)) return votes;
    for (const auto& path : io::findPictures({folder}).paths) {
        const auto radiograph = io::openRadiograph(path);
        if (!radiograph) continue;
        const auto judge = judgeOf(models, radiograph->sha256, path.filename().string());
        if (judge == models.size()) continue;
        auto& model = models[judge].model;
        const Answers answers = ask(model, vision::makeModelInput(*radiograph, model.card.input));
        votes.push_back({path.string(), any(answers) ? 1.0 : 0.0});
    }
    return votes;
}

/// Calls `visit(name, what, estimate)` for every figure.
template <typename Evaluation, typename Visit>
void visitFigures(Evaluation& evaluation, const Visit& visit) {
    visit("passed", "frontal chest X-rays without a warning", evaluation.passed);
    visit("inverted", "inverted copies flagged", evaluation.inverted);
    visit("rotated", "turned copies flagged", evaluation.rotated);
    visit("mirrored", "mirrored copies flagged", evaluation.mirrored);
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
    for (std::size_t i = 0; i < models->size(); ++i)
        if (!(*models)[i].model.network->hasGate())
            return base::Error{base::ErrorCode::InvalidData, folders[i].string() + ": this model has no input gate."};

    Votes votes;
    const auto visit = [&](std::size_t judge, const RegionSample& sample, const domain::Radiograph& radiograph) {
        auto& model = (*models)[judge].model;
        const auto input = vision::makeModelInput(radiograph, model.card.input);
        votes.passed.push_back({sample.patient, any(ask(model, input)) ? 0.0 : 1.0});
        askChanged(model, input, sample.patient, votes);
    };
    const auto visited = visitUntrainedPictures(data, *models, "asking about pictures", progress, stop, visit);
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    votes.notFrontalChest = askOthers(*models, data / "dicom" / "not_frontal_chest");
    for (const char* corpus : {"corpus_pydicom", "corpus_other"}) {
        const auto more = askOthers(*models, data / "dicom" / corpus);
        votes.otherPictures.insert(votes.otherPictures.end(), more.begin(), more.end());
    }
    return GateEvaluation{visited.value(),
                          meanWithInterval(votes.passed),
                          meanWithInterval(votes.inverted),
                          meanWithInterval(votes.rotated),
                          meanWithInterval(votes.mirrored),
                          meanWithInterval(votes.anyOfChanged),
                          meanWithInterval(votes.notFrontalChest),
                          meanWithInterval(votes.otherPictures)};
}

nlohmann::json toJson(const GateEvaluation& evaluation) {
    nlohmann::json document{{"pictures", evaluation.pictures}};
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

}  // namespace asg::training
