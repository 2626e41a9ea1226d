#include "models/tags/tag_evaluation.h"

#include "core/base/translatable.h"
#include "models/metrics/calibration.h"
#include "models/tags/source_probe.h"
#include "models/tags/tag_scoring.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <set>

namespace asg::tags {
namespace {

using metrics::Estimate;
using Pictures = std::vector<ScoredPicture>;

/// What the models know of a tag.
struct Learners {
    int shownBy = 0;
    std::vector<double> thresholds;
};
using LearnersOf = std::map<domain::TagId, Learners>;

LearnersOf learnersOf(const std::vector<LearnedTags>& learned) {
    LearnersOf learners;
    for (const auto& tags : learned)
        for (const auto& [tag, entry] : tags) {
            learners[tag].shownBy += entry.isShown ? 1 : 0;
            learners[tag].thresholds.push_back(entry.calibration.threshold);
        }
    return learners;
}

/// What the report said; where it never speaks of the tag (opacity), what radiologists said.
std::optional<bool> labelFor(const LabelledPicture& picture, domain::TagId tag) {
    const auto& mined = picture.tags[tag.value];
    return mined ? mined : cleanerLabels(picture)[tag.value];
}

/// Pictures with their scores, and the mean greys of the same pictures.
struct Scores {
    std::vector<TagScore> scores;
    std::vector<double> greys;

    void add(const ScoredPicture& picture, double score, bool positive) {
        const auto& labels = picture.labels;
        scores.push_back({labels.patient, labels.view, score, positive, labels.source});
        greys.push_back(picture.meanGrey);
    }
    [[nodiscard]] TagEvidence weighed() const { return weigh(scores, greys); }
};

double probabilityOf(const Answer& answer) {
    return answer.probability;
}

double logitOf(const Answer& answer) {
    return answer.logit;
}

/// Pictures that were judged for a tag; `labelOf(picture, tag)` says what is right, if anybody knows.
template <typename LabelOf, typename Value>
Scores scoresOf(const Pictures& pictures, domain::TagId tag, const LabelOf& labelOf, const Value& valueOf) {
    Scores scores;
    for (const auto& picture : pictures) {
        const std::optional<bool> label = labelOf(picture.labels, tag);
        const auto& answer = picture.answers[tag.value];
        if (label && answer) scores.add(picture, valueOf(*answer), *label);
    }
    return scores;
}

std::vector<metrics::Forecast> forecastsOf(const std::vector<TagScore>& scores) {
    std::vector<metrics::Forecast> forecasts;
    for (const auto& score : scores) forecasts.push_back({score.score, score.positive});
    return forecasts;
}

int positivesIn(const std::vector<TagScore>& scores) {
    return static_cast<int>(std::ranges::count_if(scores, &TagScore::positive));
}

ViewFigures withinView(const std::vector<TagScore>& scores, View view) {
    std::vector<TagScore> own;
    std::ranges::copy_if(scores, std::back_inserter(own), [view](const auto& score) { return score.view == view; });
    const int positives = positivesIn(own);
    return {positives, static_cast<int>(own.size()) - positives, comparableAuroc(own)};
}

Estimate amongFindings(const Pictures& pictures, domain::TagId tag) {
    Pictures withFinding;
    std::ranges::copy_if(pictures, std::back_inserter(withFinding), [](const ScoredPicture& picture) {
        return std::ranges::any_of(picture.labels.tags, [](const auto& label) { return label.value_or(false); });
    });
    return comparableAuroc(scoresOf(withFinding, tag, labelFor, probabilityOf).scores);
}

void decide(const Pictures& pictures, TagFigures& figures) {
    std::vector<metrics::Measurement> hits;
    std::vector<metrics::Measurement> rejections;
    const auto decisions =
        scoresOf(pictures, figures.tag, labelFor, [](const Answer& answer) { return answer.isPositive ? 1.0 : 0.0; });
    for (const auto& decision : decisions.scores) {
        const bool isRight = (decision.score > 0) == decision.positive;
        (decision.positive ? hits : rejections).push_back({decision.patient, isRight ? 1.0 : 0.0});
    }
    figures.sensitivity = metrics::meanWithInterval(hits);
    figures.specificity = metrics::meanWithInterval(rejections);
}

void weighCleaner(const Pictures& pictures, TagFigures& figures) {
    const auto cleaner = scoresOf(
        pictures, figures.tag,
        [](const LabelledPicture& picture, domain::TagId tag) { return cleanerLabels(picture)[tag.value]; },
        probabilityOf);
    figures.cleanerPositives = positivesIn(cleaner.scores);
    // Radiologists only ever take a finding away, so that as many means the same ones.
    if (figures.cleanerPositives != figures.positives()) figures.cleaner = cleaner.weighed();
}

Estimate outsideThorax(const Pictures& pictures, domain::TagId tag) {
    std::vector<metrics::Measurement> shares;
    for (const auto& picture : pictures) {
        const auto& answer = picture.answers[tag.value];
        if (answer && answer->outsideThorax && labelFor(picture.labels, tag).value_or(false))
            shares.push_back({picture.labels.patient, *answer->outsideThorax});
    }
    return metrics::meanWithInterval(shares);
}

TagFigures figuresOf(const Pictures& pictures, domain::TagId tag, const Learners& learners) {
    TagFigures figures;
    figures.tag = tag;
    figures.shownBy = learners.shownBy;
    figures.thresholds = learners.thresholds;
    const auto all = scoresOf(pictures, tag, labelFor, probabilityOf);
    for (std::size_t i = 0; i < kViews.size(); ++i) figures.views[i] = withinView(all.scores, kViews[i]);
    figures.evidence = all.weighed();
    figures.byView = aurocByView(all.scores);
    figures.bySource = aurocBySource(all.scores);
    figures.amongFindings = amongFindings(pictures, tag);
    figures.calibrationError = metrics::expectedCalibrationError(forecastsOf(all.scores));
    figures.heldOutCalibration = calibrateCrossFitted(scoresOf(pictures, tag, labelFor, logitOf).scores);
    weighCleaner(pictures, figures);
    decide(pictures, figures);
    figures.outsideThorax = outsideThorax(pictures, tag);
    return figures;
}

/// One tag among those of a mean: its pictures of one view, ranked by the model and by the mean grey.
struct MacroTag {
    metrics::GroupedRanking byModel;
    metrics::GroupedRanking byGrey;
};

metrics::Score meanOf(const std::vector<MacroTag>& tags, metrics::GroupedRanking MacroTag::*ranking,
                      metrics::Counts counts) {
    double sum = 0;
    int used = 0;
    for (const auto& tag : tags) {
        const auto area = (tag.*ranking).auroc(counts);
        if (!area) continue;
        sum += *area;
        ++used;
    }
    if (used == 0)
        return metrics::notDefined(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "no finding has enough positive pictures")});
    return sum / used;
}

/// Mean of the AUROCs of the report's tags within a view, with one bootstrap for all of them.
MacroFigures macroOf(const Pictures& pictures, const std::vector<TagFigures>& tags, std::size_t view) {
    Pictures own;
    std::vector<std::string> patients;
    for (const auto& picture : pictures) {
        if (picture.labels.view != kViews[view]) continue;
        own.push_back(picture);
        patients.push_back(picture.labels.patient);
    }
    std::vector<MacroTag> ranked;
    for (const auto& figures : tags) {
        if (figures.views[view].positives < kMacroPositives || !std::ranges::binary_search(nihTags(), figures.tag))
            continue;
        Scores scores;
        // A model of another fold may have left the tag out: it ranks all its pictures alike.
        for (const auto& picture : own)
            scores.add(picture, picture.answers[figures.tag.value].value_or(Answer{}).probability,
                       picture.labels.tags[figures.tag.value].value_or(false));
        auto byModel = comparableRanking(scores.scores);
        auto byGrey = meanGreyRanking(scores.scores, scores.greys);
        if (byModel && byGrey) ranked.push_back({std::move(*byModel), std::move(*byGrey)});
    }
    const auto estimate = [&](metrics::GroupedRanking MacroTag::*ranking) {
        return metrics::bootstrap(patients, [&](metrics::Counts counts) { return meanOf(ranked, ranking, counts); });
    };
    return {static_cast<int>(ranked.size()), estimate(&MacroTag::byModel), estimate(&MacroTag::byGrey)};
}

/// What the model says of opacity: that tag where it learned it, else the highest of the air spaces' findings.
const Answer* opacityAnswer(const ScoredPicture& picture) {
    static const auto opacity = *domain::tagFromName("opacity");
    const auto& own = picture.answers[opacity.value];
    if (own) return &*own;
    const Answer* highest = nullptr;
    for (const auto tag : airspaceTags()) {
        const auto& answer = picture.answers[tag.value];
        if (answer && (highest == nullptr || answer->probability > highest->probability)) highest = &*answer;
    }
    return highest;
}

const Answer* answerFor(const ScoredPicture& picture, domain::TagId tag) {
    if (tag == domain::tagFromName("opacity")) return opacityAnswer(picture);
    const auto& answer = picture.answers[tag.value];
    return answer ? &*answer : nullptr;
}

OpacityFigures opacityOf(const Pictures& pictures) {
    OpacityFigures figures;
    Scores fromNormal;
    Scores fromAbnormal;
    for (const auto& picture : pictures) {
        const auto* answer = opacityAnswer(picture);
        const auto& read = picture.labels.radiologists;
        if (answer == nullptr || !read) continue;
        const bool isOpacity = read == RadiologistClass::Opacity;
        const bool isNormal = read == RadiologistClass::Normal;
        ++(isOpacity ? figures.opacities : isNormal ? figures.normal : figures.abnormal);
        if (isOpacity || isNormal) fromNormal.add(picture, answer->probability, isOpacity);
        if (!isNormal) fromAbnormal.add(picture, answer->probability, isOpacity);
    }
    figures.fromNormal = fromNormal.weighed();
    figures.fromAbnormal = fromAbnormal.weighed();
    return figures;
}

void compareWithRadiologists(const Pictures& pictures, const std::vector<AdjudicatedPicture>& adjudicated,
                             TagEvaluation& evaluation) {
    std::vector<TagScore> scores;
    for (const auto& read : adjudicated) {
        const auto picture = std::ranges::find(pictures, read.path, [](const ScoredPicture& candidate) {
            return std::string_view(candidate.labels.path);
        });
        if (picture == pictures.end()) continue;
        const auto* answer = opacityAnswer(*picture);
        if (answer == nullptr) continue;
        scores.push_back({read.patient, read.view, answer->probability, read.airspaceOpacity, picture->labels.source});
        evaluation.airspacePositives += read.airspaceOpacity ? 1 : 0;
    }
    evaluation.airspaceOpacity = comparableAuroc(scores);
}

void evaluateMaps(const Pictures& pictures, const LesionBoxes& opacities, const LesionBoxes& lesions,
                  TagEvaluation& evaluation) {
    evaluation.opacityPointing = pointAt(pictures, opacities, answerFor);
    evaluation.lesionPointing = pointAt(pictures, lesions, answerFor);
    std::vector<metrics::Measurement> even;
    for (const auto& picture : pictures)
        if (picture.evenOutsideThorax) even.push_back({picture.labels.patient, *picture.evenOutsideThorax});
    evaluation.evenOutsideThorax = metrics::meanWithInterval(even);
}

std::map<std::string, Estimate> probed(const Pictures& pictures) {
    std::vector<ProbedPicture> list;
    for (const auto& picture : pictures)
        list.push_back(
            {picture.labels.patient, picture.labels.view, picture.labels.source, picture.model, picture.features});
    return probeSources(list);
}

void countPictures(const Pictures& judged, const Pictures& all, TagEvaluation& evaluation) {
    std::set<std::string> patients;
    std::set<std::string> leftOut;
    for (const auto& picture : judged) {
        patients.insert(picture.labels.patient);
        ++evaluation.sources[picture.labels.source];
    }
    for (const auto& picture : all)
        if (!picture.isJudged) leftOut.insert(picture.labels.patient);
    evaluation.pictures = static_cast<int>(judged.size());
    evaluation.patients = static_cast<int>(patients.size());
    evaluation.patientsLeftOut = static_cast<int>(leftOut.size());
}

void evaluateEach(const Pictures& pictures, const LearnersOf& learners, TagEvaluation& evaluation) {
    std::vector<metrics::Forecast> all;
    for (const auto& [tag, learner] : learners) {
        evaluation.tags.push_back(figuresOf(pictures, tag, learner));
        const auto forecasts = forecastsOf(scoresOf(pictures, tag, labelFor, probabilityOf).scores);
        all.insert(all.end(), forecasts.begin(), forecasts.end());
    }
    evaluation.calibrationError = metrics::expectedCalibrationError(all);
    for (const auto tag : nihTags()) {
        if (learners.contains(tag)) continue;
        const auto positives = std::ranges::count_if(
            pictures, [tag](const ScoredPicture& picture) { return labelFor(picture.labels, tag).value_or(false); });
        evaluation.notLearned.emplace_back(tag, static_cast<int>(positives));
    }
}

/// What was read before the models looked at anything.
struct Material {
    std::vector<LabelledPicture> pictures;
    std::vector<AdjudicatedPicture> adjudicated;
    LesionBoxes opacities, lesions;
};

base::Result<Material> readMaterial(const std::filesystem::path& data) {
    auto pictures = readNihLabels(data);
    if (!pictures) return pictures.error();
    auto adjudicated = readAdjudicated(data, *pictures);
    if (!adjudicated) return adjudicated.error();
    auto opacities = readOpacityBoxes(data);
    if (!opacities) return opacities.error();
    auto lesions = readNihLesionBoxes(data);
    if (!lesions) return lesions.error();
    return Material{std::move(*pictures), std::move(*adjudicated), std::move(*opacities), std::move(*lesions)};
}

TagEvaluation summarise(const Pictures& all, const Material& material, const std::vector<LearnedTags>& learned) {
    Pictures judged;
    std::ranges::copy_if(all, std::back_inserter(judged), &ScoredPicture::isJudged);
    TagEvaluation evaluation;
    evaluation.models = static_cast<int>(learned.size());
    countPictures(judged, all, evaluation);
    evaluateEach(judged, learnersOf(learned), evaluation);
    for (std::size_t i = 0; i < kViews.size(); ++i) evaluation.macro[i] = macroOf(judged, evaluation.tags, i);
    evaluation.opacity = opacityOf(judged);
    compareWithRadiologists(judged, material.adjudicated, evaluation);
    evaluateMaps(judged, material.opacities, material.lesions, evaluation);
    evaluation.sourceProbe = probed(all);
    return evaluation;
}

}  // namespace

int TagEvaluation::mayBeShown() const {
    return static_cast<int>(std::ranges::count_if(
        tags, [](const TagFigures& figures) { return figures.evidence.standing() == Standing::Shown; }));
}

base::Outcome<TagEvaluation> evaluateTags(const std::filesystem::path& data,
                                          const std::vector<std::filesystem::path>& folders,
                                          const base::Progress& progress, std::stop_token stop) {
    const auto material = readMaterial(data);
    if (!material) return material.error();
    auto models = regions::readJudgedModels(folders);
    if (!models) return models.error();
    std::vector<LearnedTags> learned;
    for (const auto& folder : folders) {
        auto tags = learnedTags(folder);
        if (!tags) return tags.error();
        learned.push_back(std::move(*tags));
    }
    const auto scored = scorePictures(data, *models, learned, material->pictures, progress, stop);
    if (scored.cancelled()) return base::Cancelled{};
    if (scored.failed()) return scored.error();
    return summarise(scored.value(), *material, learned);
}

}  // namespace asg::tags
