#pragma once

#include <optional>
#include <string_view>

namespace asg::domain {

/// A patient's age as a file says it (DICOM AS): "047Y", "006M", "003W", "010D".
struct PatientAge {
    int count = 0;
    char unit = 'Y';  ///< Y, M, W or D

    /// Whether it is less than so many whole years.
    [[nodiscard]] bool isBelow(int years) const;
};

/// Nothing where it is none; padding and fewer digits than three are taken. Pure.
[[nodiscard]] std::optional<PatientAge> ageFrom(std::string_view stored);

}  // namespace asg::domain
