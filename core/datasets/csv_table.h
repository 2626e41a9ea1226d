#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// Records of a file that could not be read and were left out, for a caller that wants the others nevertheless. Where a
/// function gets none of these (null), the first such record is its error.
using LeftOut = std::vector<base::Error>;

/// Adds the error to those left out; where there is no such list, it is the result.
[[nodiscard]] base::Result<void> leaveOut(base::Error error, LeftOut* leftOut);

/// A CSV file with a head line (RFC 4180: quoted cells may hold commas, quotes and line ends; a quote inside a cell
/// that does not begin with one is a character like others).
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as there are columns
    std::vector<std::size_t> records;            ///< each row's number in the file, where the head line is 1
    bool readAsLatin1 = false;                   ///< the file was not UTF-8

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// The records of a CSV file as they are, the head line first, with any number of cells.
struct CsvRecords {
    std::vector<std::vector<std::string>> records;
    bool readAsLatin1 = false;  ///< the file was not UTF-8
};

/// Empty lines are left out and not counted; what is not UTF-8 is read as Latin-1. A last line that is cut off inside a
/// quoted cell is left out. Errors name the file, and the record whose quote is never closed and takes the lines behind
/// it in.
[[nodiscard]] base::Result<CsvRecords> readCsvRecords(const std::filesystem::path& path, LeftOut* leftOut = nullptr);

/// The same with a head line. A record with another number of cells than the head is left out; where all are so, the
/// first is the error.
[[nodiscard]] base::Result<CsvTable> readCsv(const std::filesystem::path& path, LeftOut* leftOut = nullptr);
[[nodiscard]] base::Result<void> writeCsv(const std::filesystem::path& path, const CsvTable& table);

}  // namespace asg::datasets
