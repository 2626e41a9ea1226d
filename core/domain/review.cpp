#include "core/domain/review.h"

#include "core/base/translatable.h"
#include "core/domain/names.h"

#include <array>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, 4> kVerdictNames{
    QT_TRANSLATE_NOOP("VerdictName", "accepted"), QT_TRANSLATE_NOOP("VerdictName", "rejected"),
    QT_TRANSLATE_NOOP("VerdictName", "nothing to point at"), QT_TRANSLATE_NOOP("VerdictName", "unsure")};
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
