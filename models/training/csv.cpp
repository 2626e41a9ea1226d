#include "models/training/csv.h"

#include "core/datasets/csv_table.h"

#include <utility>

namespace asg::training {

base::Result<CsvTable> CsvTable::read(const std::filesystem::path& path) {
    auto read = datasets::readCsvRecords(path);
    if (!read) return read.error();
    CsvTable table;
    table.m_rows = std::move(read->records);
    if (table.m_rows.empty()) return table;
    const auto head = std::move(table.m_rows.front());
    table.m_rows.erase(table.m_rows.begin());
    for (std::size_t i = 0; i < head.size(); ++i) table.m_columns.emplace(head[i], i);
    for (auto& row : table.m_rows) row.resize(head.size());
    return table;
}

std::string_view CsvTable::at(std::size_t row, const std::string& column) const {
    const auto it = m_columns.find(column);
    return it == m_columns.end() ? std::string_view{} : std::string_view(m_rows.at(row)[it->second]);
}

}  // namespace asg::training
