#include "models/regions/region_sample.h"

#include <algorithm>

namespace asg::regions {
namespace {

bool anyLabel(const RegionLabels& labels) {
    return std::ranges::any_of(labels, [](const RegionLabel& label) { return label.state != LabelState::Unknown; });
}

}  // namespace

std::string_view name(LabelSource source) noexcept {
    switch (source) {
        case LabelSource::None: return "none";
        case LabelSource::Radiologist: return "radiologists";
        case LabelSource::Read: return "read by a vision-language model";
        case LabelSource::ReadAdjusted: return "read, moved towards the radiologists' convention";
        case LabelSource::Derived: return "derived by geometry";
        case LabelSource::Phantom: return "phantom";
        case LabelSource::SelfTaught: return "this model's own earlier steps";
        case LabelSource::Verified: return "verified by readers";
    }
    return "none";
}

bool RegionSample::isRead() const {
    return anyLabel(read);
}
bool RegionSample::isOfUse() const {
    return anyLabel(read) || anyLabel(radiologist);
}
bool RegionSample::hasLabels() const {
    return anyLabel(labels);
}

RegionLabel& labelOf(RegionLabels& labels, std::string_view region) {
    return labels.at(domain::regionFromName(region)->value);
}

const RegionLabel& labelOf(const RegionLabels& labels, std::string_view region) {
    return labels.at(domain::regionFromName(region)->value);
}

}  // namespace asg::regions
