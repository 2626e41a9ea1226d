#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace asg::training {

/// A table with a heading whose cells are asked for by its columns' names (datasets::readCsvRecords).
class CsvTable {
public:
    /// The whole file at once. Errors: readCsvRecords'. A short row is filled with empty fields, a long one cut.
    [[nodiscard]] static base::Result<CsvTable> read(const std::filesystem::path& path);

    [[nodiscard]] std::size_t rowCount() const { return m_rows.size(); }
    [[nodiscard]] bool hasColumn(const std::string& column) const { return m_columns.contains(column); }
    /// Empty for a column that the table does not have.
    [[nodiscard]] std::string_view at(std::size_t row, const std::string& column) const;

private:
    std::map<std::string, std::size_t> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

}  // namespace asg::training
