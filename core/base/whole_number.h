#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace asg::base {

/// What wholeNumber throws: caught where JSON's own exceptions are.
class NotAWholeNumber : public nlohmann::json::exception {
public:
    NotAWholeNumber() : exception(0, "it is no whole number, or one out of range") {}
};

/// A JSON value as a whole number of a type. JSON's own get() turns -14 into 18446744073709551602 and 4294967297 into
/// 1, and what it makes of 1e300 is not defined; here only what the type holds is taken. Throws NotAWholeNumber.
template <typename Whole, typename Json>
[[nodiscard]] Whole wholeNumber(const Json& value) {
    if (value.is_number_unsigned()) {
        const auto number = value.template get<std::uint64_t>();
        if (std::in_range<Whole>(number)) return static_cast<Whole>(number);
    } else if (value.is_number_integer()) {
        const auto number = value.template get<std::int64_t>();
        if (std::in_range<Whole>(number)) return static_cast<Whole>(number);
    }
    throw NotAWholeNumber();
}

}  // namespace asg::base
