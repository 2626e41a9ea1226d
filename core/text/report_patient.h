#pragma once

#include "core/domain/radiograph.h"
#include "core/domain/warning.h"

#include <optional>
#include <string_view>

namespace asg::text {

/// Whether a report says in its head that it is of somebody else than the picture: a line "Patient: …", "Name: …" or
/// "MRN: …" (English or Spanish) against the name and the number in the picture's file. Names are the same when each
/// part of the shorter one is a part of the other, or its initial; order, case and accents of Latin letters count for
/// nothing. What is masked ("[NAME]", "___", "XXXX") and names in different scripts say nothing. The warning,
/// "other-patient", names neither. Pure; linear.
[[nodiscard]] std::optional<domain::Warning> namesAnotherPatient(std::string_view utf8,
                                                                 const domain::StudyText& picture);

}  // namespace asg::text
