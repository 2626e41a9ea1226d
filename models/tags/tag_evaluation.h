#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/domain/tag.h"
#include "models/metrics/estimate.h"
#include "models/tags/map_evaluation.h"
#include "models/tags/nih_labels.h"
#include "models/tags/tag_calibration.h"
#include "models/tags/tag_evidence.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace asg::tags {

/// How a model does on one tag within one view, on pairs of the same source.
struct ViewFigures {
    int positives = 0;
    int negatives = 0;
    metrics::Estimate auroc;
};

struct TagFigures {
    domain::TagId tag;
    int shownBy = 0;                   ///< models that show it; others found it no better than chance in validation
    std::array<ViewFigures, 2> views;  ///< in the order of kViews
    TagEvidence evidence;              ///< all views together; decides whether the tag may be shown
    /// The same with the radiologists' word before the report's (`cleanerLabels`), and the positives that are left;
    /// nothing where the two agree.
    std::optional<TagEvidence> cleaner;
    int cleanerPositives = 0;
    /// AUROC among pictures that carry some finding: free of what tells a source's normal pictures from the rest
    /// (another choice of years).
    metrics::Estimate amongFindings;
    metrics::Estimate byView, bySource;  ///< what knowing these alone would reach on other pairs
    double calibrationError = 0;         ///< expected calibration error of the probabilities as the cards make them
    CrossFitted heldOutCalibration;      ///< what these pictures themselves would make of the logits
    std::vector<double> thresholds;      ///< of each model that learned the tag
    metrics::Estimate sensitivity, specificity;  ///< each picture decided at the threshold of the model that judges it
    metrics::Estimate outsideThorax;             ///< the map's share there, positive pictures
    [[nodiscard]] int positives() const { return views[0].positives + views[1].positives; }
};

/// The mean over the tags with at least kMacroPositives positives in that view.
struct MacroFigures {
    int tags = 0;
    metrics::Estimate auroc;
    metrics::Estimate byMeanGrey;  ///< light or dark as `TagEvidence` has it
};

/// Opacity as radiologists classed pictures, by the probability of opacity or, where no model learned that, by the
/// highest of the air spaces' findings.
struct OpacityFigures {
    int opacities = 0, abnormal = 0, normal = 0;  ///< pictures of each class
    TagEvidence fromNormal;                       ///< opacities against normal pictures
    TagEvidence fromAbnormal;                     ///< against abnormal ones without opacity
};

/// How the tags of one model, or of the models of several folds together, do on pictures that they were not trained on.
/// Every AUROC is over comparable pairs (`TagEvidence`).
struct TagEvaluation {
    int models = 0;
    int pictures = 0;
    int patients = 0;
    int patientsLeftOut = 0;             ///< all models were trained on pictures of theirs
    std::map<std::string, int> sources;  ///< pictures of each
    std::vector<TagFigures> tags;
    std::vector<std::pair<domain::TagId, int>> notLearned;  ///< labelled tags that no model learned, with positives
    std::array<MacroFigures, 2> macro;                      ///< in the order of kViews
    double calibrationError = 0;                            ///< over all probabilities of all tags
    OpacityFigures opacity;
    /// Opacity of the air spaces as several radiologists agreed on it, ranked as for OpacityFigures.
    metrics::Estimate airspaceOpacity;
    int airspacePositives = 0;
    std::map<std::string, metrics::Estimate> sourceProbe;  ///< `probeSources`, on all labelled pictures
    PointingFigures opacityPointing, lesionPointing;
    metrics::Estimate evenOutsideThorax;  ///< the share outside the thorax of a map that is the same everywhere

    [[nodiscard]] int mayBeShown() const;  ///< tags
};

/// A tag counts for the macro figure from so many positive pictures of the view on.
inline constexpr int kMacroPositives = 20;

/// Runs the models on the labelled pictures, decoded anew and prepared as for the viewer: each picture is judged by one
/// that was trained on no picture of its patient, and left out where there is none. Blocks; errors of the labels, of
/// opening and of `readModelFolder`; InvalidData for a model without tags.
[[nodiscard]] base::Outcome<TagEvaluation> evaluateTags(const std::filesystem::path& data,
                                                        const std::vector<std::filesystem::path>& folders,
                                                        const base::Progress& progress, std::stop_token stop);

[[nodiscard]] nlohmann::json toJson(const TagEvaluation& evaluation);
[[nodiscard]] std::string toText(const TagEvaluation& evaluation);

}  // namespace asg::tags
