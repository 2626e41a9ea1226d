#pragma once

#include "core/datasets/csv_table.h"
#include "core/datasets/imported_study.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::datasets {

/// MS-CXR's CSV: one row for each box of a phrase (dicom_id, category_name, label_text, path, x, y, w, h, image_width,
/// image_height, split; boxes in the original image's pixels). One study for each image, in the order read. A row
/// with another size than the image's first is dropped with a warning; one whose box is empty, outside or no numbers
/// keeps its label, one without a size its box, and both are warned of. Errors: readCsv's, InvalidData where a column
/// is missing. Asked to stop, returns what it has read so far.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readMsCxr(const std::filesystem::path& path,
                                                                 const text::ReportParser& parser,
                                                                 const std::stop_token& stop = {},
                                                                 LeftOut* leftOut = nullptr);

/// Writes the boxes of studies in the same layout; `sizes` has one size for each study.
[[nodiscard]] base::Result<void> writeMsCxr(const std::filesystem::path& path,
                                            const std::vector<ImportedStudy>& studies,
                                            const std::vector<ImageSize>& sizes);

}  // namespace asg::datasets
