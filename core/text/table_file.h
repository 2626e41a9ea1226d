#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
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
    [[nodiscard]] base::Error error(const TableRow& row, base::Sentence what) const;
};

/// Reads a table. Every row has exactly `columns` cells, none empty ("-" stands for nothing).
/// Errors: NotFound, TooLarge (over 16 MB), InvalidData with file and line.
[[nodiscard]] base::Result<TableFile> readTable(const std::filesystem::path& path, std::size_t columns);

/// A table that a folder may hold, and the member of `Loader` that takes its rows.
template <typename Loader>
struct TableReader {
    const char* name;
    std::size_t columns;
    base::Result<void> (Loader::*read)(const TableFile&, const TableRow&);
};

/// Reads `tables` of a folder one after the other into `loader`; stops at the first row that is wrong. Those that
/// are missing are an error where `required`. Gives whether there was any.
template <typename Loader, std::size_t Count>
[[nodiscard]] base::Result<bool> readTables(const std::filesystem::path& folder, bool required,
                                            const std::array<TableReader<Loader>, Count>& tables, Loader& loader) {
    bool any = false;
    for (const auto& table : tables) {
        std::error_code failure;
        if (!required && !std::filesystem::exists(folder / table.name, failure)) continue;
        const auto file = readTable(folder / table.name, table.columns);
        if (!file) return file.error();
        any = true;
        for (const TableRow& row : file->rows)
            if (auto done = (loader.*table.read)(*file, row); !done) return done.error();
    }
    return any;
}

/// The parts of a cell between `separator`, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> splitCell(std::string_view cell, char separator);

/// The phrases that a cell writes: phrases stand between '|'; "{a,b}" means either, "[a]" and "{a,}" mean a or nothing,
/// "(s)" after a word means with or without it. Fails with a sentence on a bracket that is not closed.
[[nodiscard]] base::Result<std::vector<std::string>> expandPhrases(std::string_view cell);

}  // namespace asg::text
