#include "core/domain/patient_age.h"

#include <charconv>
#include <system_error>

namespace asg::domain {

bool PatientAge::isBelow(int years) const {
    constexpr int kMonths = 12;
    constexpr double kWeeks = 52.18;
    constexpr double kDays = 365.25;
    switch (unit) {
        case 'M': return count < years * kMonths;
        case 'W': return count < years * kWeeks;
        case 'D': return count < years * kDays;
        default: return count < years;
    }
}

std::optional<PatientAge> ageFrom(std::string_view stored) {
    while (stored.starts_with(' ')) stored.remove_prefix(1);
    while (stored.ends_with(' ') || stored.ends_with('\0')) stored.remove_suffix(1);
    constexpr std::size_t kMostLetters = 4;
    if (stored.size() < 2 || stored.size() > kMostLetters) return std::nullopt;
    PatientAge age{0, stored.back()};
    if (age.unit >= 'a' && age.unit <= 'z') age.unit = static_cast<char>(age.unit - 'a' + 'A');
    if (std::string_view("YMWD").find(age.unit) == std::string_view::npos) return std::nullopt;
    const char* const end = stored.data() + stored.size() - 1;
    const auto [at, failed] = std::from_chars(stored.data(), end, age.count);
    if (failed != std::errc{} || at != end || age.count < 0) return std::nullopt;
    return age;
}

}  // namespace asg::domain
