#include "core/analysis/backend.h"
#include "core/base/translatable.h"

#include <charconv>
#include <string>

namespace asg::analysis {

base::Result<DeviceChoice> parseDevice(std::string_view text) {
    using Kind = DeviceChoice::Kind;
    if (text == "auto") return DeviceChoice{Kind::Auto, 0};
    if (text == "cpu") return DeviceChoice{Kind::Cpu, 0};
    if (text == "cuda") return DeviceChoice{Kind::Cuda, 0};
    constexpr std::string_view prefix = "cuda:";
    if (text.starts_with(prefix)) {
        const auto digits = text.substr(prefix.size());
        int index = 0;
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (failure == std::errc{} && end == digits.data() + digits.size() && index >= 0)
            return DeviceChoice{Kind::Cuda, index};
    }
    return base::Error{
        base::ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no device: say auto, cpu, cuda or cuda:N."), {text}}};
}

base::Result<PrecisionChoice> parsePrecision(std::string_view text) {
    if (text == "auto") return PrecisionChoice::Auto;
    if (text == "float32") return PrecisionChoice::Float32;
    if (text == "bfloat16") return PrecisionChoice::Bfloat16;
    return base::Error{
        base::ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no precision: say auto, float32 or bfloat16."), {text}}};
}

}  // namespace asg::analysis
