#include "models/tags/tag_calibration.h"

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

double sigmoid(double value) {
    return 1 / (1 + std::exp(-value));
}

/// Newton's method on the two parameters of Platt's fit, with a weak pull of the scale towards 1.
std::pair<double, double> fitPlatt(const std::vector<TagScore>& scores) {
    const auto positives =
        static_cast<double>(std::ranges::count_if(scores, [](const TagScore& score) { return score.positive; }));
    const double negatives = static_cast<double>(scores.size()) - positives;
    const double high = (positives + 1) / (positives + 2);
    const double low = 1 / (negatives + 2);
    double scale = 1;
    double shift = std::log((positives + 1) / (negatives + 1));
    constexpr double kPull = 1.0;
    for (int iteration = 0; iteration < 50; ++iteration) {
        double gradientScale = kPull * (scale - 1);
        double gradientShift = 0;
        double hessianScale = kPull;
        double hessianBoth = 0;
        double hessianShift = 1e-9;
        for (const auto& score : scores) {
            const double probability = sigmoid(scale * score.score + shift);
            const double error = probability - (score.positive ? high : low);
            const double weight = probability * (1 - probability);
            gradientScale += error * score.score;
            gradientShift += error;
            hessianScale += weight * score.score * score.score;
            hessianBoth += weight * score.score;
            hessianShift += weight;
        }
        const double determinant = hessianScale * hessianShift - hessianBoth * hessianBoth;
        const double stepScale = (gradientScale * hessianShift - gradientShift * hessianBoth) / determinant;
        const double stepShift = (gradientShift * hessianScale - gradientScale * hessianBoth) / determinant;
        scale = std::clamp(scale - std::clamp(stepScale, -1.0, 1.0), 0.0, 10.0);
        shift -= std::clamp(stepShift, -2.0, 2.0);
        if (std::abs(stepScale) + std::abs(stepShift) < 1e-9) break;
    }
    return {scale, shift};
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
    const auto [scale, shift] = fitPlatt(scores);
    fitted.calibration.scale = static_cast<float>(scale);
    fitted.calibration.shift = static_cast<float>(shift);
    fitted.calibration.threshold = bestThreshold(scores, fitted.calibration);
    fitted.withinView = withinViewAuroc(scores);
    fitted.trusted = fitted.withinView.notDefined.empty() && fitted.withinView.low > 0.5;
    return fitted;
}

}  // namespace asg::tags
