#include "models/regions/lung_convention.h"

#include "models/regions/region_geometry.h"

#include <algorithm>

namespace asg::regions {
namespace {

const std::array kLungs{"right lung", "left lung"};

std::array<double, 4> edgesOf(const base::Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

/// What a shift of 1 is worth, in fractions of the picture.
std::array<double, 4> extentsOf(const base::Box& box) {
    return {box.width(), box.height(), box.width(), box.height()};
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

bool isKnown(const RegionLabel& label) {
    return label.state == LabelState::Known;
}

base::Box moved(const base::Box& box, const std::array<double, 4>& shift, double share) {
    auto edges = edgesOf(box);
    const auto extents = extentsOf(box);
    for (std::size_t edge = 0; edge < 4; ++edge) edges[edge] += share * shift[edge] * extents[edge];
    return base::intersection({edges[0], edges[1], edges[2], edges[3]}, {0, 0, 1, 1});
}

void moveLung(RegionLabel& label, const std::array<double, 4>& shift, double border) {
    if (!isKnown(label)) return;
    if (label.source == LabelSource::Radiologist) label.boxInFractions = moved(label.boxInFractions, shift, border - 1);
    if (label.source == LabelSource::Read) {
        label.boxInFractions = moved(label.boxInFractions, shift, border);
        label.source = LabelSource::ReadAdjusted;
    }
}

}  // namespace

LungConvention learnLungConvention(const std::vector<PoolItem>& items) {
    LungConvention convention;
    for (const char* lung : kLungs) {
        std::array<std::vector<double>, 4> differences;
        for (const auto& item : items) {
            const RegionLabel& marked = labelOf(item.sample.radiologist, lung);
            const RegionLabel& read = labelOf(item.sample.read, lung);
            if (!isKnown(marked) || !isKnown(read)) continue;
            const auto to = edgesOf(marked.boxInFractions);
            const auto from = edgesOf(read.boxInFractions);
            const auto extents = extentsOf(read.boxInFractions);
            for (std::size_t edge = 0; edge < 4; ++edge)
                differences[edge].push_back((to[edge] - from[edge]) / extents[edge]);
        }
        if (differences[0].empty()) continue;
        convention.pictures = std::max(convention.pictures, static_cast<int>(differences[0].size()));
        auto& shift = convention.shift[domain::regionFromName(lung)->value];
        std::ranges::transform(differences, shift.begin(), median);
    }
    return convention;
}

void applyLungConvention(const LungConvention& convention, double border, std::vector<PoolItem>& items) {
    if (convention.pictures == 0) return;
    for (auto& item : items) {
        auto& labels = item.sample.labels;
        for (const char* lung : kLungs)
            moveLung(labelOf(labels, lung), convention.shift[domain::regionFromName(lung)->value], border);
        for (auto& label : labels)
            if (label.source == LabelSource::Derived) label = {};
        deriveRegions(labels, item.sample.columnsPerRow);
    }
}

}  // namespace asg::regions
