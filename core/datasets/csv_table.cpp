#include "core/datasets/csv_table.h"

#include "core/base/atomic_file.h"
#include "core/datasets/json_file.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <iterator>

namespace asg::datasets {
namespace {

constexpr std::uintmax_t kMaximumBytes = 512U << 20U;

/// Reads one record from the front of `rest`.
std::vector<std::string> takeRecord(std::string_view& rest) {
    std::vector<std::string> cells{""};
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest[i];
        if (quoted && c == '"' && i + 1 < rest.size() && rest[i + 1] == '"') {
            cells.back().push_back('"');
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            cells.emplace_back();
        } else if (!quoted && c == '\n') {
            break;
        } else if (quoted || c != '\r') {
            cells.back().push_back(c);
        }
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return cells;
}

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

void append(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + quoted(cells[i]);
    out += '\n';
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

base::Result<CsvRecords> readCsvRecords(const std::filesystem::path& path) {
    const auto bytes = base::readFile(path, kMaximumBytes);
    if (!bytes) return bytes.error();
    const auto decoded = text::decodeText(*bytes);
    CsvRecords read;
    read.readAsLatin1 = decoded.readAsLatin1;
    for (std::string_view rest = decoded.utf8; !rest.empty();) {
        auto cells = takeRecord(rest);
        if (cells.size() > 1 || !cells.front().empty()) read.records.push_back(std::move(cells));
    }
    return read;
}

base::Result<CsvTable> readCsv(const std::filesystem::path& path) {
    auto read = readCsvRecords(path);
    if (!read) return read.error();
    auto& records = read->records;
    CsvTable table;
    table.readAsLatin1 = read->readAsLatin1;
    if (records.empty()) return table;
    table.columns = std::move(records.front());
    table.rows.assign(std::make_move_iterator(records.begin() + 1), std::make_move_iterator(records.end()));
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (table.rows[i].size() != table.columns.size())
            return badFile(path, "record " + std::to_string(i + 2) + " has " + std::to_string(table.rows[i].size()) +
                                     " cells, not " + std::to_string(table.columns.size()));
    return table;
}

base::Result<void> writeCsv(const std::filesystem::path& path, const CsvTable& table) {
    std::string out;
    append(out, table.columns);
    for (const auto& row : table.rows) append(out, row);
    return base::writeFileAtomically(path, out);
}

}  // namespace asg::datasets
