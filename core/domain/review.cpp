#include "core/domain/review.h"

#include "core/domain/names.h"

#include <array>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, 4> kVerdictNames{"accepted", "rejected", "nothing to point at", "unsure"};
constexpr std::array<std::string_view, kRejectCodes> kCodeNames{"wrong side", "other region",     "too much",
                                                                "too little", "sentence misread", "not in the picture"};

}  // namespace

std::string_view name(ReviewVerdict verdict) noexcept {
    return nameIn(kVerdictNames, verdict);
}

std::optional<ReviewVerdict> reviewVerdictFromName(std::string_view name) noexcept {
    return namedIn<ReviewVerdict>(kVerdictNames, name);
}

std::string_view name(RejectCode code) noexcept {
    return nameIn(kCodeNames, code);
}

std::optional<RejectCode> rejectCodeFromName(std::string_view name) noexcept {
    return namedIn<RejectCode>(kCodeNames, name);
}

}  // namespace asg::domain
