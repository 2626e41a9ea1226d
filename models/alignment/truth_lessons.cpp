#include "models/alignment/truth_lessons.h"

#include "models/alignment/asked_zones.h"

#include <ATen/ops/stack.h>

#include <utility>

namespace asg::alignment {
TruthLessons::TruthLessons(const AlignmentPool& pool, const AlignedViews& views) : m_views(views) {
    std::vector<std::pair<Stratum, std::int64_t>> truths;
    for (std::size_t row = 0; row < views.truths.size(); ++row) {
        const auto& path = pool.pictures[row % static_cast<std::size_t>(views.pictures)].sample.path;
        const auto labels = pool.labels.find(path);
        if (labels == pool.labels.end()) continue;
        for (std::size_t zone = 0; zone < views.truths[row].size(); ++zone) {
            const auto& truth = views.truths[row][zone];
            if (!truth) continue;
            Stratum stratum{zone, labels->second.view, labels->second.source};
            if (*truth)
                truths.emplace_back(std::move(stratum), static_cast<std::int64_t>(row));
            else
                m_falsehoods[stratum].push_back(static_cast<std::int64_t>(row));
        }
    }
    for (const auto& [stratum, row] : truths)
        if (const auto found = m_falsehoods.find(stratum); found != m_falsehoods.end())
            m_truths.push_back({row, std::get<0>(stratum), &found->second});
}

TruthPairs TruthLessons::draw(int pairs, base::Random& random) const {
    TruthPairs drawn;
    std::vector<std::int64_t> falsehoods;
    std::vector<std::int64_t> regions;
    for (int i = 0; i < pairs; ++i) {
        const auto& truth = m_truths[random.below(m_truths.size())];
        const auto& zone = askedZones()[truth.zone];
        drawn.rows.push_back(truth.row);
        falsehoods.push_back((*truth.falsehoods)[random.below(truth.falsehoods->size())]);
        drawn.phrases.push_back(zone.taught[random.below(zone.taught.size())]);
        regions.push_back(zone.region.value);
    }
    drawn.rows.insert(drawn.rows.end(), falsehoods.begin(), falsehoods.end());
    std::vector<at::Tensor> boxes;
    for (std::size_t i = 0; i < drawn.rows.size(); ++i)
        boxes.push_back(m_views.boxes[drawn.rows[i]][regions[i % regions.size()]]);
    drawn.boxes = at::stack(boxes).unsqueeze(1);
    return drawn;
}

}  // namespace asg::alignment
