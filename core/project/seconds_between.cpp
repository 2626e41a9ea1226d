#include "core/project/seconds_between.h"

#include <charconv>
#include <chrono>

namespace asg::project {
namespace {

constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd.dddZ";

bool isTime(std::string_view text) {
    if (text.size() != kPattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (kPattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != kPattern[i]) return false;
    return true;
}

int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + count, value);
    return value;
}

std::optional<std::chrono::sys_time<std::chrono::milliseconds>> momentOf(std::string_view text) {
    using namespace std::chrono;
    if (!isTime(text)) return std::nullopt;
    const year_month_day day{year(digits(text, 0, 4)), month(static_cast<unsigned>(digits(text, 5, 2))),
                             std::chrono::day(static_cast<unsigned>(digits(text, 8, 2)))};
    if (!day.ok()) return std::nullopt;
    return sys_days(day) + hours(digits(text, 11, 2)) + minutes(digits(text, 14, 2)) + seconds(digits(text, 17, 2)) +
           milliseconds(digits(text, 20, 3));
}

}  // namespace

std::optional<double> secondsBetween(std::string_view from, std::string_view to) {
    const auto begin = momentOf(from);
    const auto end = momentOf(to);
    if (!begin || !end) return std::nullopt;
    return std::chrono::duration<double>(*end - *begin).count();
}

}  // namespace asg::project
