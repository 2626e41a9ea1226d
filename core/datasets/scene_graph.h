#pragma once

#include "core/datasets/imported_study.h"

#include <filesystem>

namespace asg::datasets {

/// One `<dicom>_SceneGraph.json` of Chest ImaGenome's silver data set. Boxes are the original image's pixels; `size`,
/// where known, cuts those that reach outside. A bbox_name that is no region here is left out with a warning; of one
/// given twice the later box holds. Errors: readJson's, InvalidData where it has no objects.
[[nodiscard]] base::Result<ImportedStudy> readSceneGraph(const std::filesystem::path& path,
                                                         const text::ReportParser& parser,
                                                         std::optional<ImageSize> size = {});

/// Writes a study in the same layout; boxes of the 224 frame follow from `size` (longest side to 224, centred).
[[nodiscard]] base::Result<void> writeSceneGraph(const std::filesystem::path& path, const ImportedStudy& study,
                                                 ImageSize size);

}  // namespace asg::datasets
