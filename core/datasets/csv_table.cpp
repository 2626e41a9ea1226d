#include "core/datasets/csv_table.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/datasets/json_file.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <iterator>

namespace asg::datasets {
namespace {

constexpr std::uintmax_t kMaximumTableBytes = 512U << 20U;

struct Record {
    std::vector<std::string> cells{""};
    bool quoteIsOpen = false;  ///< the text ended inside a quoted cell
};

/// Reads one record from the front of `rest`.
Record takeRecord(std::string_view& rest) {
    Record record;
    auto& cells = record.cells;
    bool& quoted = record.quoteIsOpen;
    std::size_t cellStart = 0;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest[i];
        if (quoted && c == '"' && i + 1 < rest.size() && rest[i + 1] == '"') {
            cells.back().push_back('"');
            ++i;
        } else if (c == '"' && (quoted || i == cellStart)) {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            cells.emplace_back();
            cellStart = i + 1;
        } else if (!quoted && c == '\n') {
            break;
        } else if (quoted || c != '\r') {
            cells.back().push_back(c);
        }
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return record;
}

std::string recordName(std::size_t number) {
    return "record " + std::to_string(number);
}

/// Whether a text has more than one line.
bool hasLines(std::string_view text) {
    return text.find('\n') < text.size() - 1;
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

base::Result<void> leaveOut(base::Error error, LeftOut* leftOut) {
    if (leftOut == nullptr) return error;
    leftOut->push_back(std::move(error));
    return {};
}

base::Result<CsvRecords> readCsvRecords(const std::filesystem::path& path, LeftOut* leftOut) {
    const auto bytes = base::readFile(path, kMaximumTableBytes);
    if (!bytes) return bytes.error();
    const auto decoded = text::decodeText(*bytes);
    CsvRecords read;
    read.readAsLatin1 = decoded.readAsLatin1;
    for (std::string_view rest = decoded.utf8; !rest.empty();) {
        const std::string_view from = rest;
        auto [cells, quoteIsOpen] = takeRecord(rest);
        const std::string name = recordName(read.records.size() + 1);
        if (quoteIsOpen && hasLines(from))
            return badFile(path,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 opens a quote that is never closed"), {name}});
        if (quoteIsOpen) {
            if (auto done = leaveOut(
                    badFile(path,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 is cut off inside a quoted cell"), {name}}),
                    leftOut);
                !done)
                return done.error();
        } else if (cells.size() > 1 || !cells.front().empty()) {
            read.records.push_back(std::move(cells));
        }
    }
    return read;
}

base::Result<CsvTable> readCsv(const std::filesystem::path& path, LeftOut* leftOut) {
    auto read = readCsvRecords(path, leftOut);
    if (!read) return read.error();
    auto& records = read->records;
    CsvTable table;
    table.readAsLatin1 = read->readAsLatin1;
    if (records.empty()) return table;
    table.columns = std::move(records.front());
    LeftOut ragged;
    for (std::size_t i = 1; i < records.size(); ++i) {
        if (records[i].size() != table.columns.size()) {
            ragged.push_back(badFile(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 has %2 cells, not %3"),
                                                          {recordName(i + 1), std::to_string(records[i].size()),
                                                           std::to_string(table.columns.size())}}));
            continue;
        }
        table.rows.push_back(std::move(records[i]));
        table.records.push_back(i + 1);
    }
    if (!ragged.empty() && table.rows.empty()) return ragged.front();
    for (auto& error : ragged)
        if (auto done = leaveOut(std::move(error), leftOut); !done) return done.error();
    return table;
}

base::Result<void> writeCsv(const std::filesystem::path& path, const CsvTable& table) {
    std::string out;
    append(out, table.columns);
    for (const auto& row : table.rows) append(out, row);
    return base::writeFileAtomically(path, out);
}

}  // namespace asg::datasets
