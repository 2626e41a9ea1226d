#pragma once

#include "models/metrics/estimate.h"
#include "models/metrics/grouped_ranking.h"
#include "models/tags/nih_labels.h"

#include <string>
#include <vector>

namespace asg::tags {

/// What a model, or the picture's mean grey alone, says of one tag in one picture, and what is right.
struct TagScore {
    std::string patient;
    View view = View::PA;
    double score = 0;  ///< a logit, a probability, or a mean grey
    bool positive = false;
    std::string source{};
};

/// Whether a tag is shown, and why not.
enum class Standing { Shown, NoBetterThanChance, NoBetterThanMeanGrey };

/// How well scores tell a tag, on comparable pairs: a positive and a negative picture of the same view and the same
/// source. Beside it what the mean grey alone reaches on the same pairs, and by how much the scores surpass it.
struct TagEvidence {
    metrics::Estimate auroc;
    /// Of light and dark the one that speaks better for the tag in these very pictures: the model gets no advantage.
    metrics::Estimate byMeanGrey;
    metrics::Estimate aboveMeanGrey;  ///< auroc - byMeanGrey, paired: one draw of patients for both

    /// A tag is shown when the interval of its AUROC begins above one half and it is above what the mean grey reaches
    /// on the same pairs. What is no better than that may be nothing but the brightness.
    [[nodiscard]] Standing standing() const;
};

/// `scores[i]` and `meanGreys[i]` are of the same picture; equally long.
[[nodiscard]] TagEvidence weigh(const std::vector<TagScore>& scores, const std::vector<double>& meanGreys);

/// AUROC over comparable pairs.
[[nodiscard]] metrics::Estimate comparableAuroc(const std::vector<TagScore>& scores);

/// What knowing the view alone tells, over all pairs, and what knowing the source alone tells, over pairs of one view:
/// each picture is scored by the share of positives among its like, these very pictures counted. Comparable pairs are
/// free of both.
[[nodiscard]] metrics::Estimate aurocByView(const std::vector<TagScore>& scores);
[[nodiscard]] metrics::Estimate aurocBySource(const std::vector<TagScore>& scores);

/// The figures' patients, in the order of the scores.
[[nodiscard]] std::vector<std::string> patientsOf(const std::vector<TagScore>& scores);

/// The scores ranked on comparable pairs. Errors as `metrics::Ranking::make`.
[[nodiscard]] base::Result<metrics::GroupedRanking> comparableRanking(const std::vector<TagScore>& scores);

/// The pictures ranked by their mean grey on comparable pairs, turned round where dark speaks for the tag.
[[nodiscard]] base::Result<metrics::GroupedRanking> meanGreyRanking(const std::vector<TagScore>& scores,
                                                                    const std::vector<double>& meanGreys);

}  // namespace asg::tags
