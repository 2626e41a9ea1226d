#include "models/tags/tag_calibration.h"

#include "models/metrics/calibration.h"
#include "models/metrics/ranking.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

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

/// Ranks the pictures of each view among themselves.
class WithinViews {
public:
    explicit WithinViews(const std::vector<TagScore>& scores) : m_scores(scores) {
        for (const View view : kViews) m_views.push_back(ofView(scores, view));
    }

    /// Over all pairs of a positive and a negative picture of one view.
    [[nodiscard]] metrics::Score auroc(metrics::Counts counts) const {
        double sum = 0;
        double pairs = 0;
        for (const auto& view : m_views) {
            const double weight = pairsOf(view, counts);
            if (!view.ranking || weight <= 0) continue;
            const auto area = view.ranking->auroc(view.pick(counts));
            if (!area) continue;
            sum += weight * *area;
            pairs += weight;
        }
        if (pairs <= 0) return metrics::notDefined("no view has both a positive and a negative picture");
        return sum / pairs;
    }

private:
    [[nodiscard]] double pairsOf(const ViewScores& view, metrics::Counts counts) const {
        double positives = 0;
        double negatives = 0;
        for (const auto place : view.places)
            (m_scores[place].positive ? positives : negatives) += metrics::countOf(counts, place);
        return positives * negatives;
    }

    const std::vector<TagScore>& m_scores;
    std::vector<ViewScores> m_views;
};

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
    const WithinViews within(scores);
    return metrics::bootstrap(patientsOf(scores), [&](metrics::Counts counts) { return within.auroc(counts); });
}

bool lighterIsPositive(const std::vector<TagScore>& greys) {
    const auto area = WithinViews(greys).auroc({});
    return area && *area >= 0.5;
}

metrics::Estimate brightnessAuroc(std::vector<TagScore> greys, const std::vector<int>& parts) {
    const auto measured = greys;
    for (const int part : std::set<int>(parts.begin(), parts.end())) {
        std::vector<TagScore> others;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i] != part) others.push_back(measured[i]);
        if (lighterIsPositive(others)) continue;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i] == part) greys[i].score = -greys[i].score;
    }
    return withinViewAuroc(greys);
}

Standing standingOf(const metrics::Estimate& withinView, const metrics::Estimate& byBrightness) {
    if (!withinView.notDefined.empty() || withinView.low <= 0.5) return Standing::NoBetterThanChance;
    return withinView.value > byBrightness.value ? Standing::Shown : Standing::NoBetterThanMeanGrey;
}

TagCalibration calibrate(const std::vector<TagScore>& scores) {
    TagCalibration fitted;
    const auto [scale, shift] = metrics::fitPlatt(statementsOf(scores));
    fitted.calibration.scale = static_cast<float>(scale);
    fitted.calibration.shift = static_cast<float>(shift);
    fitted.calibration.threshold = bestThreshold(scores, fitted.calibration);
    fitted.withinView = withinViewAuroc(scores);
    return fitted;
}

}  // namespace asg::tags
