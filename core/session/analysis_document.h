#pragma once

#include "core/base/result.h"
#include "core/session/reading_state.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace asg::session {

/// The document of an analysis (exporting::analysisJson) with the labels of other data sets that it was overruled by
/// ("imported"); `labels` may be null.
[[nodiscard]] nlohmann::ordered_json analysisDocument(const domain::Analysis& original,
                                                      const datasets::ImportedStudy* labels);
/// The same with what the reader decided, and what others did where they are shown.
[[nodiscard]] nlohmann::ordered_json analysisDocument(const ReadingState& state);

/// Writes that, as UTF-8 whatever the picture is called. Errors: writeFileAtomically's.
[[nodiscard]] base::Result<void> writeAnalysisDocument(const ReadingState& state, const std::filesystem::path& path);

}  // namespace asg::session
