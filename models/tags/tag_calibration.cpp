#include "models/tags/tag_calibration.h"

#include "models/metrics/calibration.h"
#include "models/metrics/ranking.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace asg::tags {
namespace {

/// The scores of one view, sorted once, with their places in the whole list.
struct ViewScores {
    std::vector<std::size_t> places;
    std::optional<metrics::Ranking> ranking;

    [[nodiscard]] std::vector<std::uint32_t> pick(metrics::Counts counts) const {
        std::vector<std::uint32_t> own;
        if (counts.empty()) return own;
        own.reserve(places.size());
        for (const auto place : places) own.push_back(counts[place]);
        return own;
    }
};

ViewScores ofView(const std::vector<TagScore>& scores, View view) {
    ViewScores own;
    std::vector<std::uint8_t> positive;
    std::vector<double> values;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i].view != view) continue;
        own.places.push_back(i);
        positive.push_back(scores[i].positive ? 1 : 0);
        values.push_back(scores[i].score);
    }
    if (auto made = metrics::Ranking::make(positive, values)) own.ranking = std::move(*made);
    return own;
}

/// Pairs of a positive and a negative picture of that view.
double pairsOf(const std::vector<TagScore>& scores, const ViewScores& view, metrics::Counts counts) {
    double positives = 0;
    double negatives = 0;
    for (const auto place : view.places)
        (scores[place].positive ? positives : negatives) += metrics::countOf(counts, place);
    return positives * negatives;
}

std::vector<std::string> patientsOf(const std::vector<TagScore>& scores) {
    std::vector<std::string> patients;
    patients.reserve(scores.size());
    for (const auto& score : scores) patients.push_back(score.patient);
    return patients;
}

std::vector<metrics::Statement> statementsOf(const std::vector<TagScore>& scores) {
    std::vector<metrics::Statement> statements;
    statements.reserve(scores.size());
    for (const auto& score : scores) statements.push_back({score.score, score.positive});
    return statements;
}

float bestThreshold(const std::vector<TagScore>& scores, const inference::Calibration& calibration) {
    std::vector<std::uint8_t> positive;
    std::vector<double> probabilities;
    for (const auto& score : scores) {
        positive.push_back(score.positive ? 1 : 0);
        probabilities.push_back(calibration.probability(static_cast<float>(score.score)));
    }
    const auto ranking = metrics::Ranking::make(positive, probabilities);
    if (!ranking) return 0.5F;
    const auto cut = ranking->bestF1();
    return cut ? static_cast<float>(cut->threshold) : 0.5F;
}

}  // namespace

metrics::Estimate withinViewAuroc(const std::vector<TagScore>& scores) {
    std::vector<ViewScores> views;
    for (const View view : kViews) views.push_back(ofView(scores, view));
    const auto patients = patientsOf(scores);
    return metrics::bootstrap(patients, [&](metrics::Counts counts) -> metrics::Score {
        double sum = 0;
        double pairs = 0;
        for (const auto& view : views) {
            const double weight = pairsOf(scores, view, counts);
            if (!view.ranking || weight <= 0) continue;
            const auto area = view.ranking->auroc(view.pick(counts));
            if (!area) continue;
            sum += weight * *area;
            pairs += weight;
        }
        if (pairs <= 0) return metrics::notDefined("no view has both a positive and a negative picture");
        return sum / pairs;
    });
}

TagCalibration calibrate(const std::vector<TagScore>& scores) {
    TagCalibration fitted;
    const auto [scale, shift] = metrics::fitPlatt(statementsOf(scores));
    fitted.calibration.scale = static_cast<float>(scale);
    fitted.calibration.shift = static_cast<float>(shift);
    fitted.calibration.threshold = bestThreshold(scores, fitted.calibration);
    fitted.withinView = withinViewAuroc(scores);
    fitted.trusted = fitted.withinView.notDefined.empty() && fitted.withinView.low > 0.5;
    return fitted;
}

}  // namespace asg::tags
