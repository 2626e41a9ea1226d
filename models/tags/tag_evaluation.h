#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/domain/tag.h"
#include "models/metrics/estimate.h"
#include "models/tags/nih_labels.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::tags {

/// How a model does on one tag within one view.
struct ViewFigures {
    int positives = 0;
    int negatives = 0;
    metrics::Estimate auroc;
};

struct TagFigures {
    domain::TagId tag;
    int shownBy = 0;                   ///< models that show it; others found it no better than chance in validation
    std::array<ViewFigures, 2> views;  ///< in the order of kViews
    metrics::Estimate withinView;      ///< pairs of one view, all views together
    /// The same among pictures that carry some finding: free of what tells this source's normal pictures from the rest
    /// (another choice of years).
    metrics::Estimate amongFindings;
    /// The same by the picture's mean grey alone: what a model that saw nothing else would reach. Whether light or dark
    /// speaks for the tag is what the judging model's card says of the pictures that it was trained on.
    metrics::Estimate byBrightness;
    double calibrationError = 0;                 ///< expected calibration error of the probabilities that are shown
    std::vector<double> thresholds;              ///< of each model that learned the tag
    metrics::Estimate sensitivity, specificity;  ///< each picture decided at the threshold of the model that judges it
    [[nodiscard]] int positives() const { return views[0].positives + views[1].positives; }
};

/// How the tags of one model, or of the models of several folds together, do on pictures that they were not trained on.
struct TagEvaluation {
    int models = 0;
    int pictures = 0;
    int patients = 0;
    std::vector<TagFigures> tags;
    /// Mean AUROC over the tags with at least 20 positives, within each view.
    std::array<metrics::Estimate, 2> macro;
    double calibrationError = 0;  ///< over all probabilities of all tags
    /// Opacity of the air spaces as several radiologists agreed on it, ranked by the highest probability among opacity,
    /// consolidation, infiltration and pneumonia.
    metrics::Estimate airspaceOpacity;
    int airspacePositives = 0;
};

/// A tag counts for the macro figure from so many positive pictures on.
inline constexpr int kMacroPositives = 20;

/// Runs the models on the labelled pictures, decoded anew and prepared as for the viewer: each picture is judged by one
/// whose data list does not name it as trained on, and left out where there is none. Blocks; errors of the labels, of
/// opening and of `readModelFolder`; InvalidData for a model without tags.
[[nodiscard]] base::Outcome<TagEvaluation> evaluateTags(const std::filesystem::path& data,
                                                        const std::vector<std::filesystem::path>& folders,
                                                        const base::Progress& progress, std::stop_token stop);

[[nodiscard]] nlohmann::json toJson(const TagEvaluation& evaluation);
[[nodiscard]] std::string toText(const TagEvaluation& evaluation);

}  // namespace asg::tags
