#pragma once

#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <filesystem>
#include <string>

namespace asg::cli {

/// Whether this build can draw overlays: one without the viewer has nothing that draws text.
[[nodiscard]] bool canDrawOverlays();

/// overlay.png of an analysis: the regions that the report's links speak of, or all of them where there is no report.
[[nodiscard]] base::Result<void> writeOverlay(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                                              const domain::Analysis& analysis);

/// The map of a phrase as map.png in `folder`, which is made where it is missing.
[[nodiscard]] base::Result<void> writePhraseMap(const std::filesystem::path& folder,
                                                const domain::Radiograph& radiograph, const std::string& phrase,
                                                const domain::HeatMap& map);

}  // namespace asg::cli
