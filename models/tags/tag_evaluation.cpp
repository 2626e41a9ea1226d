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
#include "models/training/untrained_pictures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <set>

namespace asg::tags {
namespace {

using metrics::Estimate;

/// A picture with what a model said of it.
struct ScoredPicture {
    LabelledPicture labels;
    double brightness = 0;
    std::array<std::optional<double>, domain::kTagCount> probabilities;
};

struct Scored {
    std::vector<ScoredPicture> pictures;
    std::map<domain::TagId, int> shownBy;                     ///< models that show the tag
    std::map<domain::TagId, std::vector<double>> thresholds;  ///< of each model that has the tag
};

double meanOf(const std::vector<float>& grey) {
    return std::accumulate(grey.begin(), grey.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, grey.size()));
}

using Calibrations = std::map<domain::TagId, inference::Calibration>;

/// All tags that a model learned: those that it shows, and those that its card says are no better than chance. Leaving
/// the latter out of the figures would make these look better than they are.
Calibrations learnedTags(const std::filesystem::path& folder, const inference::LoadedModel& model) {
    Calibrations tags = model.tags;
    const auto content = base::readFile(folder / "card.json", 4U << 20U);
    const auto card = content ? nlohmann::json::parse(*content, nullptr, false) : nlohmann::json();
    if (!card.is_object() || !card.contains("tagsNotShown") || !card.at("tagsNotShown").is_array()) return tags;
    for (const auto& entry : card.at("tagsNotShown")) {
        const auto isNumber = [&entry](const char* key) { return entry.contains(key) && entry.at(key).is_number(); };
        if (!entry.is_object() || !isNumber("scale") || !isNumber("shift") || !isNumber("threshold")) continue;
        if (!entry.contains("name") || !entry.at("name").is_string()) continue;
        const auto tag = domain::tagFromName(entry.at("name").get<std::string>());
        if (tag)
            tags.try_emplace(*tag, inference::Calibration{entry.value("scale", 1.0F), entry.value("shift", 0.0F),
                                                          entry.value("threshold", 0.5F)});
    }
    return tags;
}

ScoredPicture score(inference::LoadedModel& model, const Calibrations& tags, const LabelledPicture& labels,
                    const vision::ModelInput& input) {
    const torch::NoGradGuard off;
    ScoredPicture scored{labels, meanOf(input.grey), {}};
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    const auto logits = model.network->recogniseTags(features, false).logits.contiguous();
    for (const auto& [tag, calibration] : tags)
        scored.probabilities[tag.value] = calibration.probability(logits.data_ptr<float>()[tag.value]);
    return scored;
}

base::Outcome<Scored> scoreAll(const std::filesystem::path& data, std::vector<training::JudgedModel>& models,
                               const std::vector<Calibrations>& learned, const std::vector<LabelledPicture>& pictures,
                               const base::Progress& progress, const std::stop_token& stop) {
    Scored scored;
    for (std::size_t i = 0; i < models.size(); ++i)
        for (const auto& [tag, calibration] : learned[i]) {
            scored.thresholds[tag].push_back(calibration.threshold);
            scored.shownBy[tag] += models[i].model.tags.contains(tag) ? 1 : 0;
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

/// Pictures that were judged for a tag, with `valueOf` as their score.
template <typename Value>
std::vector<TagScore> scoresOf(const Scored& scored, domain::TagId tag, const Value& valueOf) {
    std::vector<TagScore> scores;
    for (const auto& picture : scored.pictures) {
        const auto& label = picture.labels.tags[tag.value];
        if (!label || !picture.probabilities[tag.value]) continue;
        scores.push_back({picture.labels.patient, picture.labels.view, valueOf(picture), *label});
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

Estimate brightnessAuroc(const Scored& scored, domain::TagId tag) {
    const auto darker = withinViewAuroc(scoresOf(scored, tag, [](const auto& picture) { return -picture.brightness; }));
    const auto lighter = withinViewAuroc(scoresOf(scored, tag, [](const auto& picture) { return picture.brightness; }));
    return darker.value >= lighter.value ? darker : lighter;
}

void decide(const std::vector<TagScore>& scores, TagFigures& figures) {
    std::vector<metrics::Measurement> hits;
    std::vector<metrics::Measurement> rejections;
    for (const auto& score : scores) {
        const bool said = score.score >= figures.threshold;
        (score.positive ? hits : rejections).push_back({score.patient, said == score.positive ? 1.0 : 0.0});
    }
    figures.sensitivity = metrics::meanWithInterval(hits);
    figures.specificity = metrics::meanWithInterval(rejections);
}

std::vector<metrics::Forecast> forecastsOf(const std::vector<TagScore>& scores) {
    std::vector<metrics::Forecast> forecasts;
    for (const auto& score : scores) forecasts.push_back({score.score, score.positive});
    return forecasts;
}

TagFigures figuresOf(const Scored& scored, domain::TagId tag, double threshold) {
    TagFigures figures;
    figures.tag = tag;
    figures.threshold = threshold;
    const auto probability = [tag](const ScoredPicture& picture) { return *picture.probabilities[tag.value]; };
    const auto scores = scoresOf(scored, tag, probability);
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
    figures.amongFindings = withinViewAuroc(scoresOf(withFinding, tag, probability));
    figures.byBrightness = brightnessAuroc(scored, tag);
    figures.calibrationError = metrics::expectedCalibrationError(forecastsOf(scores));
    decide(scores, figures);
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
            values.push_back(picture->probabilities[figures.tag.value].value_or(0.0));
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
        for (const auto tag : kinds) highest = std::max(highest, picture->probabilities[tag.value].value_or(0.0));
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
    for (const auto& [tag, thresholds] : scored.thresholds) {
        const double threshold =
            std::accumulate(thresholds.begin(), thresholds.end(), 0.0) / static_cast<double>(thresholds.size());
        evaluation.tags.push_back(figuresOf(scored, tag, threshold));
        evaluation.tags.back().shownBy = scored.shownBy.at(tag);
        const auto forecasts = forecastsOf(
            scoresOf(scored, tag, [tag](const ScoredPicture& picture) { return *picture.probabilities[tag.value]; }));
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
    std::vector<Calibrations> learned;
    for (std::size_t i = 0; i < models->size(); ++i) {
        learned.push_back(learnedTags(folders[i], (*models)[i].model));
        if (learned.back().empty())
            return base::Error{base::ErrorCode::InvalidData, folders[i].string() + ": this model has learned no tag."};
    }
    const auto scored = scoreAll(data, *models, learned, *pictures, progress, stop);
    if (scored.cancelled()) return base::Cancelled{};
    if (scored.failed()) return scored.error();
    return summarise(scored.value(), *adjudicated, folders.size());
}

}  // namespace asg::tags
