#pragma once

#include "core/base/result.h"
#include "core/domain/second_opinion.h"
#include "core/session/reading_state.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace asg::session {

/// The document of an analysis (exporting::analysisJson). The labels of other data sets that replaced parts of it stand
/// in it under "imported"; null: there were none. `second`: what another model says besides, or null. Pure; any thread.
[[nodiscard]] nlohmann::ordered_json analysisDocument(const domain::Analysis& original,
                                                      const datasets::ImportedStudy* labels,
                                                      const domain::SecondOpinion* second = nullptr);
/// The same with what the reader decided, what other readers decided where they are shown, and how far the journal had
/// come (review::kAnchorsKey): everybody's decisions, shown or not.
[[nodiscard]] nlohmann::ordered_json analysisDocument(const ReadingState& state);

/// Writes the document of a state, as UTF-8 whatever bytes the picture's name has. Blocks on the disk; any thread.
/// Errors: those of base::writeFileAtomically.
[[nodiscard]] base::Result<void> writeAnalysisDocument(const ReadingState& state, const std::filesystem::path& path);

}  // namespace asg::session
