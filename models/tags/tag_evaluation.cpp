#include "models/tags/tag_evaluation.h"

#include "core/base/atomic_file.h"
#include "core/io/open_radiograph.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/model_folder.h"
#include "models/metrics/calibration.h"
#include "models/metrics/decisions.h"
#include "models/metrics/ranking.h"
#include "models/tags/tag_calibration.h"
#include "models/tags/tone.h"
#include "models/training/untrained_pictures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace asg::tags {
namespace {

using metrics::Estimate;
using nlohmann::json;

/// What a card says of a tag that its model learned.
struct LearnedTag {
    inference::Calibration calibration;
    bool isShown = false;
    std::optional<bool> lighterIsPositive;  ///< of the pictures that it was trained on
};
using LearnedTags = std::map<domain::TagId, LearnedTag>;

/// What the judging model said of one tag.
struct Answer {
    double probability = 0;
    bool isPositive = false;                 ///< at this model's own threshold
    std::optional<double> brightnessForTag;  ///< mean grey, negative where dark speaks for the tag
};

/// A picture with what a model said of it.
struct ScoredPicture {
    LabelledPicture labels;
    std::array<std::optional<Answer>, domain::kTagCount> answers;
};

struct Scored {
    std::vector<ScoredPicture> pictures;
    std::map<domain::TagId, int> shownBy;                     ///< models that show the tag
    std::map<domain::TagId, std::vector<double>> thresholds;  ///< of each model that has the tag
};

LearnedTag readEntry(const json& entry, bool isShown) {
    LearnedTag tag{{}, isShown, std::nullopt};
    tag.calibration.scale = entry.value("scale", tag.calibration.scale);
    tag.calibration.shift = entry.value("shift", tag.calibration.shift);
    tag.calibration.threshold = entry.value("threshold", tag.calibration.threshold);
    if (entry.contains("lighterIsPositive")) tag.lighterIsPositive = entry.at("lighterIsPositive").get<bool>();
    return tag;
}

/// All tags that a model learned: those that it shows, and those that its card says are no better than chance or mean
/// grey. Leaving the latter out of the figures would make these look better than they are.
base::Result<LearnedTags> learnedTags(const std::filesystem::path& folder) {
    const auto path = folder / "card.json";
    const auto content = base::readFile(path, 4U << 20U);
    if (!content) return content.error();
    LearnedTags tags;
    try {
        const auto card = json::parse(*content);
        for (const bool isShown : {true, false})
            for (const auto& entry : card.value(isShown ? "trainedTags" : "tagsNotShown", json::array())) {
                // One that was not trained has no calibration.
                if (!entry.is_object() || !entry.contains("threshold")) continue;
                const auto tag = domain::tagFromName(entry.at("name").get<std::string>());
                if (tag) tags.try_emplace(*tag, readEntry(entry, isShown));
            }
    } catch (const json::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData, path.string() + ": " + failure.what()};
    }
    if (tags.empty())
        return base::Error{base::ErrorCode::InvalidData, folder.string() + ": this model has learned no tag."};
    return tags;
}

ScoredPicture score(inference::LoadedModel& model, const LearnedTags& tags, const LabelledPicture& labels,
                    const vision::ModelInput& input) {
    const torch::NoGradGuard off;
    ScoredPicture scored{labels, {}};
    const double grey = meanGrey(input);
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    const auto logits = model.network->recogniseTags(features, false).logits.contiguous();
    for (const auto& [tag, learned] : tags) {
        const float probability = learned.calibration.probability(logits.data_ptr<float>()[tag.value]);
        auto& answer = scored.answers[tag.value].emplace();
        answer.probability = probability;
        answer.isPositive = probability >= learned.calibration.threshold;
        if (learned.lighterIsPositive) answer.brightnessForTag = *learned.lighterIsPositive ? grey : -grey;
    }
    return scored;
}

base::Outcome<Scored> scoreAll(const std::filesystem::path& data, std::vector<training::JudgedModel>& models,
                               const std::vector<LearnedTags>& learned, const std::vector<LabelledPicture>& pictures,
                               const base::Progress& progress, const std::stop_token& stop) {
    Scored scored;
    for (const auto& tags : learned)
        for (const auto& [tag, entry] : tags) {
            scored.thresholds[tag].push_back(entry.calibration.threshold);
            scored.shownBy[tag] += entry.isShown ? 1 : 0;
        }
    std::size_t done = 0;
    for (const auto& picture : pictures) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress)
            progress(static_cast<double>(done++) / static_cast<double>(pictures.size()), "measuring on pictures");
        const auto radiograph = io::openRadiograph(data / picture.path);
        if (!radiograph) return radiograph.error();
        const auto judge = training::judgeOf(models, radiograph->sha256, picture.patient);
        if (judge == models.size()) continue;
        auto& model = models[judge].model;
        scored.pictures.push_back(
            score(model, learned[judge], picture, vision::makeModelInput(*radiograph, model.card.input)));
    }
    return scored;
}

bool hasFinding(const LabelledPicture& labels) {
    return std::ranges::any_of(labels.tags, [](const auto& tag) { return tag.value_or(false); });
}

/// Pictures that were judged for a tag, with `valueOf` what the model answered as their score.
template <typename Value>
std::vector<TagScore> scoresOf(const Scored& scored, domain::TagId tag, const Value& valueOf) {
    std::vector<TagScore> scores;
    for (const auto& picture : scored.pictures) {
        const auto& label = picture.labels.tags[tag.value];
        const auto& answer = picture.answers[tag.value];
        if (label && answer) scores.push_back({picture.labels.patient, picture.labels.view, valueOf(*answer), *label});
    }
    return scores;
}

/// AUROC with a bootstrap over patients.
Estimate aurocOf(const std::vector<TagScore>& scores) {
    std::vector<std::string> patients;
    std::vector<std::uint8_t> positive;
    std::vector<double> values;
    for (const auto& score : scores) {
        patients.push_back(score.patient);
        positive.push_back(score.positive ? 1 : 0);
        values.push_back(score.score);
    }
    const auto ranking = metrics::Ranking::make(positive, values);
    if (!ranking) return {.notDefined = ranking.error().text};
    return metrics::bootstrap(patients, [&](metrics::Counts counts) { return ranking->auroc(counts); });
}

std::vector<TagScore> scoresWithin(const std::vector<TagScore>& scores, View view) {
    std::vector<TagScore> own;
    std::ranges::copy_if(scores, std::back_inserter(own), [view](const auto& score) { return score.view == view; });
    return own;
}

Estimate byBrightness(const Scored& scored, domain::TagId tag) {
    const bool known = std::ranges::all_of(scored.pictures, [tag](const ScoredPicture& picture) {
        const auto& answer = picture.answers[tag.value];
        return !answer || answer->brightnessForTag;
    });
    if (!known) return {.notDefined = "a model's card does not say whether light or dark speaks for it"};
    return withinViewAuroc(scoresOf(scored, tag, [](const Answer& answer) { return *answer.brightnessForTag; }));
}

void decide(const Scored& scored, TagFigures& figures) {
    std::vector<metrics::Measurement> hits;
    std::vector<metrics::Measurement> rejections;
    for (const auto& decision :
         scoresOf(scored, figures.tag, [](const Answer& answer) { return answer.isPositive ? 1.0 : 0.0; })) {
        const bool isRight = (decision.score > 0) == decision.positive;
        (decision.positive ? hits : rejections).push_back({decision.patient, isRight ? 1.0 : 0.0});
    }
    figures.sensitivity = metrics::meanWithInterval(hits);
    figures.specificity = metrics::meanWithInterval(rejections);
}

std::vector<metrics::Forecast> forecastsOf(const std::vector<TagScore>& scores) {
    std::vector<metrics::Forecast> forecasts;
    for (const auto& score : scores) forecasts.push_back({score.score, score.positive});
    return forecasts;
}

double probabilityOf(const Answer& answer) {
    return answer.probability;
}

TagFigures figuresOf(const Scored& scored, domain::TagId tag) {
    TagFigures figures;
    figures.tag = tag;
    figures.shownBy = scored.shownBy.at(tag);
    figures.thresholds = scored.thresholds.at(tag);
    const auto scores = scoresOf(scored, tag, probabilityOf);
    for (std::size_t i = 0; i < kViews.size(); ++i) {
        const auto own = scoresWithin(scores, kViews[i]);
        figures.views[i].positives =
            static_cast<int>(std::ranges::count_if(own, [](const auto& score) { return score.positive; }));
        figures.views[i].negatives = static_cast<int>(own.size()) - figures.views[i].positives;
        figures.views[i].auroc = aurocOf(own);
    }
    figures.withinView = withinViewAuroc(scores);
    Scored withFinding;
    std::ranges::copy_if(scored.pictures, std::back_inserter(withFinding.pictures),
                         [](const auto& picture) { return hasFinding(picture.labels); });
    figures.amongFindings = withinViewAuroc(scoresOf(withFinding, tag, probabilityOf));
    figures.byBrightness = byBrightness(scored, tag);
    figures.calibrationError = metrics::expectedCalibrationError(forecastsOf(scores));
    decide(scored, figures);
    return figures;
}

/// Mean of the tags' AUROC within a view, with one bootstrap for all of them.
Estimate macroOf(const Scored& scored, const std::vector<TagFigures>& tags, View view) {
    std::vector<const ScoredPicture*> pictures;
    std::vector<std::string> patients;
    for (const auto& picture : scored.pictures) {
        if (picture.labels.view != view) continue;
        pictures.push_back(&picture);
        patients.push_back(picture.labels.patient);
    }
    std::vector<metrics::Ranking> rankings;
    for (const auto& figures : tags) {
        if (figures.positives() < kMacroPositives) continue;
        std::vector<std::uint8_t> positive;
        std::vector<double> values;
        for (const auto* picture : pictures) {
            positive.push_back(picture->labels.tags[figures.tag.value].value_or(false) ? 1 : 0);
            // A model of another fold may have left the tag out: it ranks all its pictures alike.
            values.push_back(picture->answers[figures.tag.value].value_or(Answer{}).probability);
        }
        if (auto ranking = metrics::Ranking::make(positive, values)) rankings.push_back(std::move(*ranking));
    }
    return metrics::bootstrap(patients, [&](metrics::Counts counts) { return metrics::meanAuroc(rankings, counts); });
}

void compareWithRadiologists(const Scored& scored, const std::vector<AdjudicatedPicture>& adjudicated,
                             TagEvaluation& evaluation) {
    static const std::array kinds{*domain::tagFromName("opacity"), *domain::tagFromName("consolidation"),
                                  *domain::tagFromName("infiltration"), *domain::tagFromName("pneumonia")};
    std::vector<TagScore> scores;
    for (const auto& read : adjudicated) {
        const auto picture = std::ranges::find(scored.pictures, read.path,
                                               [](const ScoredPicture& candidate) { return candidate.labels.path; });
        if (picture == scored.pictures.end()) continue;
        double highest = 0;
        for (const auto tag : kinds)
            highest = std::max(highest, picture->answers[tag.value].value_or(Answer{}).probability);
        scores.push_back({read.patient, read.view, highest, read.airspaceOpacity});
        evaluation.airspacePositives += read.airspaceOpacity ? 1 : 0;
    }
    evaluation.airspaceOpacity = aurocOf(scores);
}

TagEvaluation summarise(const Scored& scored, const std::vector<AdjudicatedPicture>& adjudicated, std::size_t models) {
    TagEvaluation evaluation;
    evaluation.models = static_cast<int>(models);
    evaluation.pictures = static_cast<int>(scored.pictures.size());
    std::set<std::string> patients;
    for (const auto& picture : scored.pictures) patients.insert(picture.labels.patient);
    evaluation.patients = static_cast<int>(patients.size());
    std::vector<metrics::Forecast> all;
    for (const auto& [tag, shownBy] : scored.shownBy) {
        evaluation.tags.push_back(figuresOf(scored, tag));
        const auto forecasts = forecastsOf(scoresOf(scored, tag, probabilityOf));
        all.insert(all.end(), forecasts.begin(), forecasts.end());
    }
    for (std::size_t i = 0; i < kViews.size(); ++i) evaluation.macro[i] = macroOf(scored, evaluation.tags, kViews[i]);
    evaluation.calibrationError = metrics::expectedCalibrationError(all);
    compareWithRadiologists(scored, adjudicated, evaluation);
    return evaluation;
}

}  // namespace

base::Outcome<TagEvaluation> evaluateTags(const std::filesystem::path& data,
                                          const std::vector<std::filesystem::path>& folders,
                                          const base::Progress& progress, std::stop_token stop) {
    const auto pictures = readNihLabels(data);
    if (!pictures) return pictures.error();
    const auto adjudicated = readAdjudicated(data, *pictures);
    if (!adjudicated) return adjudicated.error();
    auto models = training::readJudgedModels(folders);
    if (!models) return models.error();
    std::vector<LearnedTags> learned;
    for (const auto& folder : folders) {
        auto tags = learnedTags(folder);
        if (!tags) return tags.error();
        learned.push_back(std::move(*tags));
    }
    const auto scored = scoreAll(data, *models, learned, *pictures, progress, stop);
    if (scored.cancelled()) return base::Cancelled{};
    if (scored.failed()) return scored.error();
    return summarise(scored.value(), *adjudicated, folders.size());
}

}  // namespace asg::tags
