#pragma once

#include "models/downstream/labelled_set.h"
#include "models/metrics/estimate.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace asg::downstream {

/// A picture of the test set with what a model says of it.
struct ScoredPicture {
    const LabelledPicture* picture = nullptr;
    std::vector<double> scores;  ///< 0..1 for each class
};

/// One class on the test set.
struct ClassFigures {
    std::string name;
    int positives = 0;
    int negatives = 0;
    int ignored = 0;
    metrics::Estimate auroc;
    metrics::Estimate averagePrecision;
    metrics::Estimate accuracy;               ///< at the cut
    std::optional<metrics::Estimate> f1;      ///< at the cut, where the protocol asks for it
    std::optional<metrics::Estimate> bestF1;  ///< at the cut that is best on the test set itself: optimistic
    double cut = 0.5;
};

/// A whole test set.
struct TaskFigures {
    metrics::Estimate meanAuroc;  ///< over the classes that have both kinds of examples
    /// Exclusive classes: pictures whose highest score is the right class. Else: decisions at the cuts, all classes.
    metrics::Estimate accuracy;
    std::optional<metrics::Estimate> meanF1;
    std::optional<metrics::Estimate> meanBestF1;
    std::vector<ClassFigures> classes;
};

/// What to reckon beside AUROC, average precision and accuracy.
struct FigureSettings {
    std::vector<double> cuts;  ///< one for each class; empty: 0.5
    bool withF1 = false;
};

/// Figures with intervals over patients; the same draws for all of them. A class without positives or negatives is "not
/// defined". Errors: InvalidData for a score that is not finite.
[[nodiscard]] base::Result<TaskFigures> figuresOf(const LabelledSet& set, const std::vector<ScoredPicture>& scored,
                                                  const FigureSettings& settings);

/// For each class the cut with the best F1 on these pictures (the validation part), 0.5 where there is none.
[[nodiscard]] base::Result<std::vector<double>> bestCuts(const LabelledSet& set,
                                                         const std::vector<ScoredPicture>& scored);

/// {"auc", "accuracy", "f1"?, "f1BestCutOnTest"?, "classes": [{"name", "positives", "negatives", "ignored", "auc",
/// "averagePrecision", "accuracy", "cut", …}]}.
[[nodiscard]] nlohmann::json toJson(const TaskFigures& figures);
/// A few lines for people.
[[nodiscard]] std::string toText(const TaskFigures& figures);

}  // namespace asg::downstream
