#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// One row of a table: its cells, and where it stands.
struct TableRow {
    std::vector<std::string> cells;
    std::size_t line = 0;
};

/// A UTF-8 file of rows of tab-separated cells; empty lines and lines that begin with '#' say nothing.
struct TableFile {
    std::filesystem::path path;
    std::vector<TableRow> rows;

    /// "findings.tsv:12: <what>".
    [[nodiscard]] base::Error error(const TableRow& row, std::string_view what) const;
};

/// Reads a table. Every row has exactly `columns` cells, none empty ("-" stands for nothing).
/// Errors: NotFound, TooLarge (over 16 MB), InvalidData with file and line.
[[nodiscard]] base::Result<TableFile> readTable(const std::filesystem::path& path, std::size_t columns);

/// The parts of a cell between `separator`, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> splitCell(std::string_view cell, char separator);

/// The phrases that a cell writes: phrases stand between '|'; "{a,b}" means either, "[a]" and "{a,}" mean a or nothing,
/// "(s)" after a word means with or without it. Fails with a sentence on a bracket that is not closed.
[[nodiscard]] base::Result<std::vector<std::string>> expandPhrases(std::string_view cell);

}  // namespace asg::text
