#pragma once

#include "core/datasets/imported_study.h"

#include <filesystem>
#include <vector>

namespace asg::datasets {

/// MS-CXR's CSV: one row for each box of a phrase (dicom_id, category_name, label_text, path, x, y, w, h, image_width,
/// image_height, split; boxes in the original image's pixels). One study for each image, in the order read; `study`
/// holds the split. A row without numbers is dropped with a warning. Errors: InvalidData where a column is missing.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readMsCxr(const std::filesystem::path& path,
                                                                 const text::ReportParser& parser);

/// Writes the boxes of studies in the same layout; `sizes` has one size for each study.
[[nodiscard]] base::Result<void> writeMsCxr(const std::filesystem::path& path,
                                            const std::vector<ImportedStudy>& studies,
                                            const std::vector<ImageSize>& sizes);

}  // namespace asg::datasets
