#include "models/training/csv.h"

#include "core/base/atomic_file.h"

#include <utility>

namespace asg::training {
namespace {

constexpr std::uintmax_t kMaximumCsvBytes = 256U << 20U;

class Splitter {
public:
    explicit Splitter(std::string_view text) : m_text(text) {}

    /// False when a quote is left open.
    bool split(std::vector<std::vector<std::string>>& rows) {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            const char c = m_text[i];
            if (m_quoted) {
                if (c != '"') {
                    m_field += c;
                } else if (i + 1 < m_text.size() && m_text[i + 1] == '"') {
                    m_field += '"';
                    ++i;
                } else {
                    m_quoted = false;
                }
            } else if (c == '"') {
                m_quoted = true;
            } else if (c == ',') {
                endField();
            } else if (c == '\n') {
                endRow(rows);
            } else if (c != '\r') {
                m_field += c;
            }
        }
        if (!m_row.empty() || !m_field.empty()) endRow(rows);
        return !m_quoted;
    }

private:
    void endField() { m_row.push_back(std::exchange(m_field, {})); }
    void endRow(std::vector<std::vector<std::string>>& rows) {
        endField();
        if (m_row.size() > 1 || !m_row.front().empty()) rows.push_back(std::move(m_row));
        m_row.clear();
    }

    std::string_view m_text;
    std::vector<std::string> m_row;
    std::string m_field;
    bool m_quoted = false;
};

}  // namespace

base::Result<CsvTable> CsvTable::parse(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    CsvTable table;
    if (!Splitter(text).split(table.m_rows))
        return base::Error{base::ErrorCode::InvalidData, "a quotation mark is not closed."};
    if (table.m_rows.empty()) return table;
    for (std::size_t i = 0; i < table.m_rows.front().size(); ++i) table.m_columns.emplace(table.m_rows.front()[i], i);
    const std::size_t width = table.m_rows.front().size();
    table.m_rows.erase(table.m_rows.begin());
    for (auto& row : table.m_rows) row.resize(width);
    return table;
}

base::Result<CsvTable> CsvTable::read(const std::filesystem::path& path) {
    auto content = base::readFile(path, kMaximumCsvBytes);
    if (!content) return content.error();
    auto table = parse(*content);
    if (!table) return base::Error{table.error().code, path.string() + ": " + table.error().text};
    return table;
}

std::string_view CsvTable::at(std::size_t row, const std::string& column) const {
    const auto it = m_columns.find(column);
    return it == m_columns.end() ? std::string_view{} : std::string_view(m_rows.at(row)[it->second]);
}

}  // namespace asg::training
