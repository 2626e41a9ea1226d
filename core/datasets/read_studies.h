#pragma once

#include "core/datasets/csv_table.h"
#include "core/datasets/imported_study.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// The names of the formats that `readStudies` knows, as `asg import` takes them.
[[nodiscard]] const std::vector<std::string_view>& studyFormats();

/// How the names of a format's files end: ".json" or ".csv"; empty for another format.
[[nodiscard]] std::string_view fileExtension(std::string_view format);

struct ReadOptions {
    std::string language = "en";                  ///< of the reports and of the parser
    const text::ReportParser* english = nullptr;  ///< with English tables; null: the parser's are
    LeftOut* leftOut = nullptr;                   ///< null: a record that cannot be read is the file's error
};

/// What one file of a data set says, by the name of its format. Errors: the reader's, InvalidArgument for another
/// format.
[[nodiscard]] base::Outcome<std::vector<ImportedStudy>> readStudies(std::string_view format,
                                                                    const std::filesystem::path& path,
                                                                    const text::ReportParser& parser,
                                                                    const std::stop_token& stop,
                                                                    const ReadOptions& options = {});

}  // namespace asg::datasets
