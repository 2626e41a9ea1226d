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
    bool readAsLatin1 = false;                   ///< the file was not UTF-8

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// The records of a CSV file as they are, the head line first, with any number of cells.
struct CsvRecords {
    std::vector<std::vector<std::string>> records;
    bool readAsLatin1 = false;  ///< the file was not UTF-8
};

/// Empty lines are left out; what is not UTF-8 is read as Latin-1. Errors name the file.
[[nodiscard]] base::Result<CsvRecords> readCsvRecords(const std::filesystem::path& path);

/// The same with a head line. Errors name the file, and the line where a row has another number of cells than the head.
[[nodiscard]] base::Result<CsvTable> readCsv(const std::filesystem::path& path);
[[nodiscard]] base::Result<void> writeCsv(const std::filesystem::path& path, const CsvTable& table);

}  // namespace asg::datasets
