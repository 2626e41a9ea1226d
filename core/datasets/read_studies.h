#pragma once

#include "core/datasets/imported_study.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// The names of the formats that `readStudies` knows, as `asg import` takes them.
[[nodiscard]] const std::vector<std::string_view>& studyFormats();

/// What one file of a data set says, by the name of its format. Errors: the reader's, InvalidArgument for another
/// format.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readStudies(std::string_view format,
                                                                   const std::filesystem::path& path,
                                                                   const text::ReportParser& parser);

}  // namespace asg::datasets
