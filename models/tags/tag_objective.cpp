#include "models/tags/tag_objective.h"

#include "models/nets/objectives.h"

#include <ATen/ops/log.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <utility>

namespace asg::tags {
namespace {

using Stratum = std::pair<View, std::string>;

// A map with nothing in the boxes still has a gradient, and no loss beyond this one's logarithm.
constexpr double kSmallestShare = 1e-4;

bool isTaughtAsShown(const regions::ShownPicture& picture) {
    return picture.example.variant == regions::GateVariant::Normal;
}

at::Tensor zeroForEachTag() {
    return at::zeros({static_cast<std::int64_t>(domain::tagCount())});
}

/// Positive and counted pictures of each tag.
struct TagCounts {
    std::vector<int> positives = std::vector<int>(domain::tagCount());
    std::vector<int> all = std::vector<int>(domain::tagCount());

    void add(const TagLabels& labels) {
        for (std::size_t tag = 0; tag < labels.size(); ++tag) {
            if (!labels[tag]) continue;
            ++all[tag];
            positives[tag] += *labels[tag] ? 1 : 0;
        }
    }

    /// One positive and one negative picture more, so that nothing is certain.
    [[nodiscard]] at::Tensor logOdds() const {
        auto odds = zeroForEachTag();
        auto* values = odds.data_ptr<float>();
        for (std::size_t tag = 0; tag < all.size(); ++tag)
            values[tag] =
                std::log(static_cast<float>(positives[tag] + 1) / static_cast<float>(all[tag] - positives[tag] + 1));
        return odds;
    }
};

/// Which cells of a grid have their middle in one of the boxes of that tag.
std::vector<float> cellsInside(const regions::Placement& placement, const std::vector<LesionBox>& boxes,
                               domain::TagId tag, int side) {
    std::vector<float> inside;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const auto place = placement.toPicture({(x + 0.5) / side, (y + 0.5) / side});
            const bool hit = std::ranges::any_of(boxes, [&](const LesionBox& box) {
                return box.tag == tag && box.boxInFractions.contains(place) && placement.cut().contains(place);
            });
            inside.push_back(hit ? 1.0F : 0.0F);
        }
    return inside;
}

}  // namespace

TagObjective::TagObjective(const TagTeaching& teaching, const std::vector<LabelledPicture>& pictures,
                           const LesionBoxes& boxes)
    : m_teaching(teaching) {
    chooseTags(pictures);
    std::map<Stratum, TagCounts> counts;
    for (const auto& picture : pictures) counts[{picture.view, picture.source}].add(cleanerLabels(picture));
    std::ostringstream text;
    text << std::setprecision(17) << teaching.weight << ' ' << teaching.mapWeight << ' ' << teaching.minimumPositives;
    for (const auto& picture : pictures) {
        Lesson lesson{
            zeroForEachTag(), zeroForEachTag().to(at::kBool), counts.at({picture.view, picture.source}).logOdds(), {}};
        const auto labels = cleanerLabels(picture);
        text << '\n' << picture.path << ' ' << tags::name(picture.view) << ' ' << picture.source << ' ';
        for (const auto& tag : m_taught) {
            const auto& label = labels[tag.tag.value];
            text << (label ? (*label ? '1' : '0') : '-');
            if (!label) continue;
            lesson.labels[tag.tag.value] = *label ? 1.0F : 0.0F;
            lesson.counted[tag.tag.value] = true;
        }
        if (const auto found = boxes.find(picture.path); found != boxes.end()) lesson.boxes = found->second;
        for (const auto& [tag, box] : lesson.boxes)
            text << ' ' << static_cast<int>(tag.value) << ':' << box.x1 << ',' << box.y1 << ',' << box.x2 << ','
                 << box.y2;
        m_lessons.emplace(picture.path, std::move(lesson));
        m_classed += picture.radiologists ? 1 : 0;
    }
    m_identity = text.str();
}

void TagObjective::chooseTags(const std::vector<LabelledPicture>& pictures) {
    TagCounts counts;
    for (const auto& picture : pictures) counts.add(cleanerLabels(picture));
    for (const auto tag : domain::allTags()) {
        const int positives = counts.positives[tag.value];
        const int negatives = counts.all[tag.value] - positives;
        if (positives >= m_teaching.minimumPositives && negatives > 0) m_taught.push_back({tag, positives, negatives});
    }
}

std::string TagObjective::identity() const {
    return m_identity;
}

std::vector<std::string> TagObjective::paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, lesson] : m_lessons) paths.push_back(path);
    return paths;
}

at::Tensor TagObjective::loss(nets::AsgNetwork& network, const nets::ImageFeatures& features,
                              const std::vector<regions::ShownPicture>& pictures) {
    const auto said = network->recogniseTags(features, m_teaching.mapWeight > 0);
    std::vector<at::Tensor> labels;
    std::vector<at::Tensor> counted;
    std::vector<at::Tensor> priors;
    const auto nothing = zeroForEachTag();
    for (const auto& picture : pictures) {
        const auto lesson = m_lessons.find(picture.item.sample.path);
        const bool teaches = lesson != m_lessons.end() && isTaughtAsShown(picture);
        labels.push_back(teaches ? lesson->second.labels : nothing);
        counted.push_back(teaches ? lesson->second.counted : nothing.to(at::kBool));
        priors.push_back(teaches ? lesson->second.prior : nothing);
    }
    const auto logits = said.logits + at::stack(priors);
    auto loss = m_teaching.weight * nets::tagLoss(logits, at::stack(labels), at::stack(counted));
    if (m_teaching.mapWeight > 0)
        loss = loss + m_teaching.mapWeight * mapLoss(said.attention, features.gridSide, pictures);
    return loss;
}

at::Tensor TagObjective::mapLoss(const at::Tensor& attention, int gridSide,
                                 const std::vector<regions::ShownPicture>& pictures) const {
    auto sum = at::zeros({});
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto lesson = m_lessons.find(pictures[i].item.sample.path);
        if (lesson == m_lessons.end() || !isTaughtAsShown(pictures[i])) continue;
        for (const auto& tag : m_taught) {
            if (std::ranges::find(lesson->second.boxes, tag.tag, &LesionBox::tag) == lesson->second.boxes.end())
                continue;
            const auto inside = cellsInside(pictures[i].example.placement, lesson->second.boxes, tag.tag, gridSide);
            if (std::ranges::find(inside, 1.0F) == inside.end()) continue;
            const auto share = (attention[static_cast<std::int64_t>(i)][tag.tag.value] * at::tensor(inside)).sum();
            sum = sum - at::log(share + kSmallestShare);
        }
    }
    return sum / static_cast<double>(pictures.size());
}

}  // namespace asg::tags
