#include "core/domain/analysis.h"

#include <algorithm>

namespace asg::domain {

std::vector<TagResult> untoldTags() {
    std::vector<TagResult> tags;
    for (const auto tag : allTags()) tags.push_back({tag, {}, {}});
    return tags;
}

std::string_view name(RegionOrigin origin) noexcept {
    switch (origin) {
        case RegionOrigin::Model: return "model";
        case RegionOrigin::Imported: return "imported";
        case RegionOrigin::Drawn: return "drawn";
    }
    return {};
}

std::string_view name(ModelVerdict verdict) noexcept {
    switch (verdict) {
        case ModelVerdict::Present: return "present";
        case ModelVerdict::Absent: return "absent";
        case ModelVerdict::Undecided: return "undecided";
        case ModelVerdict::NotAvailable: return "not available";
    }
    return {};
}

std::string_view name(AgreementVerdict verdict) noexcept {
    switch (verdict) {
        case AgreementVerdict::Agree: return "agree";
        case AgreementVerdict::Differ: return "differ";
        case AgreementVerdict::ModelOnly: return "model only";
        case AgreementVerdict::ReportOnly: return "report only";
        case AgreementVerdict::Unknown: return "unknown";
    }
    return {};
}

std::string_view name(View view) noexcept {
    switch (view) {
        case View::Unknown: return "unknown";
        case View::PA: return "PA";
        case View::AP: return "AP";
        case View::Lateral: return "LATERAL";
    }
    return {};
}

bool isModelsKind(const Analysis& analysis) noexcept {
    return std::ranges::none_of(analysis.warnings, speaksAgainstModel, &Warning::code);
}

const RegionBox* findRegion(const Analysis& analysis, RegionId region) noexcept {
    const auto it = std::ranges::find(analysis.regions, region, &RegionBox::region);
    return it == analysis.regions.end() ? nullptr : &*it;
}

}  // namespace asg::domain
