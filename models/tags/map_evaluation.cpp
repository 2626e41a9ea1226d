#include "models/tags/map_evaluation.h"

#include "models/regions/region_pool.h"

#include <algorithm>
#include <array>
#include <set>

namespace asg::tags {
namespace {

using metrics::Measurement;

constexpr int kPointingParts = 5;
constexpr int kFineSide = 64;  ///< cells of the picture in which boxes are counted

/// A tag that is marked in a picture.
struct MarkedTag {
    const ScoredPicture* picture = nullptr;
    const Answer* answer = nullptr;
    std::vector<base::Box> boxes;

    [[nodiscard]] Measurement vote(base::Point point) const {
        const bool hit = std::ranges::any_of(boxes, [point](const base::Box& box) { return box.contains(point); });
        return {picture->labels.patient, hit ? 1.0 : 0.0};
    }
};

std::vector<MarkedTag> markedTags(const std::vector<ScoredPicture>& scored, const LesionBoxes& boxes,
                                  const AnswerFor& answerFor) {
    std::vector<MarkedTag> marked;
    for (const auto& picture : scored) {
        const auto own = boxes.find(picture.labels.path);
        if (!picture.isJudged || own == boxes.end()) continue;
        std::map<domain::TagId, std::vector<base::Box>> byTag;
        for (const auto& box : own->second) byTag[box.tag].push_back(box.boxInFractions);
        for (auto& [tag, list] : byTag) marked.push_back({&picture, answerFor(picture, tag), std::move(list)});
    }
    return marked;
}

/// The middle of the cell that lies in the most boxes.
base::Point mostBoxed(const std::vector<const MarkedTag*>& marked) {
    base::Point best{0.5, 0.5};
    long most = 0;
    for (int row = 0; row < kFineSide; ++row)
        for (int column = 0; column < kFineSide; ++column) {
            const base::Point middle{(column + 0.5) / kFineSide, (row + 0.5) / kFineSide};
            long count = 0;
            for (const auto* one : marked)
                count += std::ranges::count_if(one->boxes, [&](const auto& box) { return box.contains(middle); });
            if (count <= most) continue;
            most = count;
            best = middle;
        }
    return best;
}

metrics::Estimate atUsualPlace(const std::vector<MarkedTag>& marked) {
    const auto partOf = [](const MarkedTag& one) {
        return regions::partOf("pointing:" + one.picture->labels.patient, kPointingParts);
    };
    std::vector<Measurement> votes;
    for (int part = 0; part < kPointingParts; ++part) {
        std::vector<const MarkedTag*> others;
        for (const auto& one : marked)
            if (partOf(one) != part) others.push_back(&one);
        const auto guess = mostBoxed(others);
        for (const auto& one : marked)
            if (partOf(one) == part) votes.push_back(one.vote(guess));
    }
    return metrics::meanWithInterval(votes);
}

metrics::Estimate atLungCentre(const std::vector<MarkedTag>& marked) {
    std::vector<Measurement> right;
    std::vector<Measurement> left;
    for (const auto& one : marked) {
        if (!one.picture->lungs) continue;
        right.push_back(one.vote(one.picture->lungs->right.center()));
        left.push_back(one.vote(one.picture->lungs->left.center()));
    }
    const auto atRight = metrics::meanWithInterval(right);
    const auto atLeft = metrics::meanWithInterval(left);
    return atRight.value >= atLeft.value ? atRight : atLeft;
}

}  // namespace

PointingFigures pointAt(const std::vector<ScoredPicture>& scored, const LesionBoxes& boxes,
                        const AnswerFor& answerFor) {
    auto marked = markedTags(scored, boxes, answerFor);
    PointingFigures figures;
    figures.withoutMap =
        static_cast<int>(std::erase_if(marked, [](const MarkedTag& one) { return one.answer == nullptr; }));
    std::vector<Measurement> votes;
    for (const auto& one : marked) {
        figures.boxes += static_cast<int>(one.boxes.size());
        votes.push_back(one.vote(one.answer->peakInFractions));
    }
    figures.peak = metrics::meanWithInterval(votes);
    figures.lungCentre = atLungCentre(marked);
    figures.usualPlace = atUsualPlace(marked);
    return figures;
}

}  // namespace asg::tags
