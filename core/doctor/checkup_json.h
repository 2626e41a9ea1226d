#pragma once

#include "core/doctor/checkup.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::doctor {

/// What stands in the sentences besides the program's own words.
enum class Arguments : std::uint8_t {
    Shown,
    LeftOut  ///< "…" stands for each: paths, names of files, what the system said
};

/// {"schema": "asg-doctor/1", "version", "works", "checks": [{"name", "state", "text", "remedy": text | null,
/// "facts"}]}. Pure.
[[nodiscard]] nlohmann::ordered_json checkupJson(const Checkup& checkup, Arguments arguments);

}  // namespace asg::doctor
