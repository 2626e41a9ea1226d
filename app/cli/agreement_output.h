#pragma once

#include "core/project/agreement.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::cli {

/// {"agreement": [links, boxes, tags, own findings, drawn boxes, linked regions], "codes", "withoutReport", "withGold",
/// "withHimself"}, as docs/review.md says.
[[nodiscard]] nlohmann::ordered_json agreementJson(const project::Agreement& agreement);

/// The same in words on standard output.
void printAgreement(const project::Agreement& agreement);

}  // namespace asg::cli
