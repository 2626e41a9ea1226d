#pragma once

#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace asg::cli {

/// Whether this build can draw overlays: one without the viewer has nothing that draws text.
[[nodiscard]] bool canDrawOverlays();

/// What drawing needs once, on the program's first thread, before others draw.
void prepareToDraw();

/// overlay.png of an analysis at the picture's size: the regions that the report's links speak of, or all of them where
/// there is no report. Any thread, after `prepareToDraw`.
[[nodiscard]] base::Result<std::vector<std::byte>> drawOverlay(const domain::Radiograph& radiograph,
                                                               const domain::Analysis& analysis);

/// The map of a phrase as map.png in `folder`, which is made where it is missing.
[[nodiscard]] base::Result<void> writePhraseMap(const std::filesystem::path& folder,
                                                const domain::Radiograph& radiograph, const std::string& phrase,
                                                const domain::HeatMap& map);

}  // namespace asg::cli
