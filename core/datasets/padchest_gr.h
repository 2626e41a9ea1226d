#pragma once

#include "core/datasets/imported_study.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// PadChest-GR's grounded_reports JSON: a list of {ImageID, findings: [{sentence_en, sentence_es, abnormal, boxes,
/// extra_boxes, labels, locations, progression}]} with boxes in 0..1. `sizes` turns boxes into pixels by ImageID; boxes
/// of an image that is not in it are left out with a warning. Keys are often absent when a finding is normal. `report`
/// is the English sentences joined. Labels and locations are English: `english` has that language's tables. Where
/// `abnormal` says nothing, a finding with boxes is present and another left out, with a warning. Errors: readJson's,
/// InvalidData where it is no list.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                                      const text::ReportParser& english,
                                                                      const std::map<std::string, ImageSize>& sizes);

/// The same with boxes left as fractions (`size` is kUnitSize); in the language "es" the report is the Spanish
/// sentences. Asked to stop, returns what it has read so far.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                                      const text::ReportParser& english,
                                                                      const std::stop_token& stop = {},
                                                                      std::string_view language = "en");

/// Writes studies in the same layout. Errors: InvalidArgument where a study with boxes has no size.
[[nodiscard]] base::Result<void> writePadChestGr(const std::filesystem::path& path,
                                                 const std::vector<ImportedStudy>& studies,
                                                 const std::map<std::string, ImageSize>& sizes);

}  // namespace asg::datasets
