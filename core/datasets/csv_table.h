#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// A CSV file with a head line (RFC 4180: quoted cells may hold commas, quotes and line ends).
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as there are columns

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// The records of a CSV file as they are, the head line first, with any number of cells; empty lines left out. Errors
/// name the file.
[[nodiscard]] base::Result<std::vector<std::vector<std::string>>> readCsvRecords(const std::filesystem::path& path);

/// Errors name the file, and the line where a row has another number of cells than the head.
[[nodiscard]] base::Result<CsvTable> readCsv(const std::filesystem::path& path);
[[nodiscard]] base::Result<void> writeCsv(const std::filesystem::path& path, const CsvTable& table);

}  // namespace asg::datasets
