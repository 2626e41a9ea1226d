#pragma once

#include "core/export/analysis_json.h"
#include "core/review/correction.h"
#include "core/review/review_state.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace asg::tests {

/// The document of an analysis with what one reader decided on it.
inline nlohmann::ordered_json reviewedJson(const domain::Analysis& analysis, const std::string& reader,
                                           const review::DecisionsOnReport& decisions) {
    const auto corrected = review::correctAnalysis(std::make_shared<const domain::Analysis>(analysis), decisions.given);
    const auto state = review::reviewState(corrected, decisions);
    return exporting::analysisJson(analysis, exporting::ReviewedBy{reader, *corrected.shown, state});
}

}  // namespace asg::tests
