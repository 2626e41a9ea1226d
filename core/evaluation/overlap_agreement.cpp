#include "core/evaluation/overlap_agreement.h"

namespace asg::evaluation {

std::optional<double> meanIou(std::span<const BoxRow> rows, RowWeights weights) {
    double sum = 0;
    double count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].first || !rows[i].second) continue;
        sum += weightOf(weights, i) * rows[i].iou;
        count += weightOf(weights, i);
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<double> boxF1(std::span<const BoxRow> rows, double atLeast, RowWeights weights) {
    double matched = 0;
    double boxes = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const double weight = weightOf(weights, i);
        boxes += weight * ((row.first ? 1.0 : 0.0) + (row.second ? 1.0 : 0.0));
        matched += row.first && row.second && row.iou >= atLeast ? weight : 0.0;
    }
    return boxes > 0 ? std::optional(2 * matched / boxes) : std::nullopt;
}

std::optional<double> setF1(std::span<const SetRow> rows, RowWeights weights) {
    double right = 0;
    double all = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& parts = rows[i].parts;
        const double weight = weightOf(weights, i);
        right += weight * 2 * static_cast<double>(parts.right);
        all += weight * static_cast<double>(2 * parts.right + parts.extra + parts.missed);
    }
    return all > 0 ? std::optional(right / all) : std::nullopt;
}

}  // namespace asg::evaluation
