#pragma once

#include "core/base/result.h"
#include "core/domain/correction.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::review {

/// {"triplets": […], "places": [region names]}. Triplets are those of analysis.json without "sentence": the sentence is
/// named by whoever holds the reading.
[[nodiscard]] nlohmann::ordered_json readingJson(const domain::SentenceReading& reading);

/// The reading of such an object; every triplet's sentence is 0. InvalidData names what is wrong with it (a name that
/// is not known, a span whose end is before its start, a missing key).
[[nodiscard]] base::Result<domain::SentenceReading> readingFromJson(const nlohmann::ordered_json& object);

/// What text::spanJson and text::regionNamesJson wrote. They throw nlohmann::json::exception or std::invalid_argument
/// when it is no span, no region.
[[nodiscard]] domain::TextSpan spanFromJson(const nlohmann::ordered_json& pair);
[[nodiscard]] std::vector<domain::RegionId> regionsFromJson(const nlohmann::ordered_json& names);

}  // namespace asg::review
