#pragma once

#include "core/datasets/csv_table.h"
#include "core/datasets/imported_study.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::datasets {

/// VinDr-CXR's CSV: image_id, rad_id (not in the test set's consensus), class_name, x_min, y_min, x_max, y_max, in the
/// original image's pixels. One study for each image in the order read; findings for each class and reader, with that
/// reader's boxes. The CSV does not say how large an image is. "No finding" says nothing of the other classes and gives
/// an image without findings. Errors: readCsv's, InvalidData where a column is missing. Asked to stop, returns what it
/// has read so far.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readVinDr(const std::filesystem::path& path,
                                                                 const text::ReportParser& parser,
                                                                 const std::stop_token& stop = {},
                                                                 LeftOut* leftOut = nullptr);

/// NIH ChestX-ray14's BBox_List: Image Index, Finding Label, x, y, w, h. Its head line has commas inside names, so it
/// is read by position. Boxes lie in the 1024 × 1024 images of the data set. A record without two names and four more
/// cells is left out; one whose cells are no numbers keeps its label, with a warning. Errors: readCsvRecords',
/// InvalidData. Asked to stop, returns what it has read so far.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readNihBoxes(const std::filesystem::path& path,
                                                                    const text::ReportParser& parser,
                                                                    const std::stop_token& stop = {},
                                                                    LeftOut* leftOut = nullptr);

}  // namespace asg::datasets
