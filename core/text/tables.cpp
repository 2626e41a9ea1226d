#include "core/text/tables.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();

/// What parts the cells of a line.
enum class Delimiter : std::uint8_t { Bar, Tab, Semicolon, Blanks };

struct Cell {
    TokenRange words;
    std::size_t column = 0;  ///< by its place in the line
    bool dash = false;       ///< nothing but a dash stands in it
};

struct Column {
    std::size_t index = 0;
    TokenRange head;
    ColumnKind kind = ColumnKind::Text;
    std::optional<domain::Side> side;
    std::vector<int> date;  ///< the numbers of a head that is a date or a time
};

/// The heads of a table.
struct Heads {
    Delimiter delimiter = Delimiter::Bar;
    std::vector<Column> columns;
};

class TableFinder {
public:
    TableFinder(const TokenText& text, const Ontology& ontology) : m_text(text), m_ontology(ontology) {}

    std::vector<ReportRow> find() {
        for (std::size_t first = 0; first < m_text.size();) {
            const TokenRange line = lineAt(first);
            first = line.end;
            const auto heads = headsOf(line);
            if (heads) first = readBelow(*heads, line);
        }
        return std::move(m_rows);
    }

private:
    [[nodiscard]] TokenRange lineAt(std::size_t first) const {
        TokenRange line{first, first + 1};
        while (line.end < m_text.size() && m_text[line.end].lineBreaksBefore == 0) ++line.end;
        return line;
    }

    // ---- cells ----

    [[nodiscard]] bool parts(std::size_t i, Delimiter delimiter) const {
        switch (delimiter) {
            case Delimiter::Bar: return isMark(m_text, i, '|');
            case Delimiter::Semicolon: return isMark(m_text, i, ';');
            case Delimiter::Tab: return m_text[i].tabBefore;
            case Delimiter::Blanks: return m_text[i].wideBefore;
        }
        return false;
    }

    /// Cells that have words; their columns count the empty ones too.
    [[nodiscard]] std::vector<Cell> cellsOf(TokenRange line, Delimiter delimiter) const {
        const bool marks = delimiter == Delimiter::Bar || delimiter == Delimiter::Semicolon;
        std::vector<Cell> cells;
        std::size_t column = delimiter == Delimiter::Tab ? tabsBefore(line.first) : 0;
        bool open = false;
        for (std::size_t i = line.first; i < line.end; ++i) {
            if (i > line.first && !marks && parts(i, delimiter)) {
                column += delimiter == Delimiter::Tab ? std::max<std::size_t>(tabsBefore(i), 1) : 1;
                open = false;
            }
            if (marks && parts(i, delimiter)) {
                if (!open && isDash(i)) cells.push_back({{i, i}, column, true});
                column += i == line.first ? 0 : 1;
                open = false;
                continue;
            }
            if (open)
                cells.back().words.end = i + 1;
            else
                cells.push_back({{i, i + 1}, column, false});
            open = true;
        }
        if (marks && !open && line.end < m_text.size() && isDash(line.end))
            cells.push_back({{line.end, line.end}, column, true});
        return cells;
    }

    // A dash is no token: it stands before one, on the line that ends there.
    [[nodiscard]] bool isDash(std::size_t i) const {
        const std::string_view gap = m_text.gapBefore(i);
        return gap.substr(0, gap.find_first_of("\r\n\f")).find('-') != std::string_view::npos;
    }

    [[nodiscard]] std::size_t tabsBefore(std::size_t i) const {
        const std::string_view gap = m_text.gapBefore(i);
        const std::size_t line = gap.find_last_of("\r\n\f");
        const auto within = line == std::string_view::npos ? gap : gap.substr(line + 1);
        return static_cast<std::size_t>(std::ranges::count(within, '\t'));
    }

    // ---- heads ----

    [[nodiscard]] std::optional<Heads> headsOf(TokenRange line) const {
        for (const Delimiter delimiter : {Delimiter::Bar, Delimiter::Tab, Delimiter::Semicolon, Delimiter::Blanks}) {
            std::size_t parting = line.first + 1;
            while (parting < line.end && !parts(parting, delimiter)) ++parting;
            if (parting >= line.end) continue;
            Heads heads{delimiter, {}};
            for (const Cell& cell : cellsOf(line, delimiter)) {
                auto column = columnOf(cell);
                if (!column || heads.columns.size() == kMostColumns) return std::nullopt;
                heads.columns.push_back(*column);
            }
            if (!meansSomething(heads)) return std::nullopt;
            takePlacesForSides(heads);
            keepLatestFilm(heads);
            return heads;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Column> columnOf(const Cell& cell) const {
        Column column;
        column.index = cell.column;
        column.head = cell.words;
        if (isMark(m_text, column.head.end - 1, '?') || isMark(m_text, column.head.end - 1, ':')) --column.head.end;
        if (column.head.empty()) return std::nullopt;
        const auto words = m_text.tokens.subspan(column.head.first, column.head.end - column.head.first);
        const auto line = m_ontology.layout.lineWords.longest(words);
        const auto value = m_ontology.layout.valuePhrases.longest(words);
        const auto phrase = m_ontology.phrases.longest(words);
        const auto means = [&](Kind kind) {
            return phrase.tokens == words.size() &&
                   std::ranges::find(phrase.meanings, kind, &Meaning::kind) != phrase.meanings.end();
        };
        if (line.tokens == words.size() && isLineWord(line, LineWord::ColumnOfNames))
            column.kind = ColumnKind::Name;
        else if (line.tokens == words.size() && isLineWord(line, LineWord::Earlier))
            column.kind = ColumnKind::Earlier;
        else if (line.tokens == words.size() && isLineWord(line, LineWord::Column))
            column.kind = ColumnKind::Text;
        else if (means(Kind::Side))
            column.kind = ColumnKind::Side;
        else if (value.tokens == words.size() || means(Kind::Quality))
            column.kind = ColumnKind::Value;
        else if (const auto label = labelOf(m_text, column.head, m_ontology); label.kind == LabelKind::Organ)
            column.kind = ColumnKind::Organ;
        else if (means(Kind::Finding))
            column.kind = ColumnKind::Finding;
        else if (column.date = dateIn(column.head); column.date.empty())
            return std::nullopt;
        column.side = labelOf(m_text, column.head, m_ontology).side;
        return column;
    }

    // "28/11/2026 21:10"
    [[nodiscard]] std::vector<int> dateIn(TokenRange head) const {
        const std::size_t begin = m_text[head.first].begin;
        const auto words = m_text.utf8.substr(begin, m_text[head.end - 1].end - begin);
        if (words.find_first_not_of("0123456789/:.-, ") != std::string_view::npos) return {};
        if (words.find_first_of("/:.-") == std::string_view::npos) return {};
        std::vector<int> numbers;
        for (const char* at = words.data(); at < words.data() + words.size();) {
            int number = 0;
            const auto read = std::from_chars(at, words.data() + words.size(), number);
            if (read.ec == std::errc{}) numbers.push_back(number);
            at = std::max(read.ptr, at + 1);
        }
        return numbers;
    }

    // Of two films' columns the later speaks of today; the days may stand before the months or behind them.
    static void keepLatestFilm(Heads& heads) {
        Column* latest = nullptr;
        for (Column& column : heads.columns) {
            if (column.date.empty()) continue;
            column.kind = ColumnKind::Earlier;
            if (latest == nullptr || !isEarlier(column.date, latest->date)) latest = &column;
        }
        if (latest != nullptr) latest->kind = ColumnKind::Text;
    }

    /// Only where it is certain: both with the day and with the month first.
    [[nodiscard]] static bool isEarlier(std::vector<int> a, std::vector<int> b) {
        const auto year = [](std::vector<int>& date) {
            if (date.size() > 2 && date.front() < 1000) std::rotate(date.begin(), date.begin() + 2, date.begin() + 3);
        };
        year(a);
        year(b);
        const bool first = a < b;
        for (std::vector<int>* date : {&a, &b})
            if (date->size() > 1) std::swap((*date)[date->size() > 2 ? 1 : 0], (*date)[date->size() > 2 ? 2 : 1]);
        return first && a < b;
    }

    // "Heart | Lungs" may be a line of a list: places are heads of columns where all heads are places of a side.
    [[nodiscard]] static bool meansSomething(const Heads& heads) {
        const auto count = [&](ColumnKind kind) { return std::ranges::count(heads.columns, kind, &Column::kind); };
        const auto all = std::ssize(heads.columns);
        if (std::ranges::any_of(heads.columns,
                                [](const Column& column) { return column.kind == ColumnKind::Organ && !column.side; }))
            return false;
        if (count(ColumnKind::Name) > 0) return all > 1;
        if (const auto organs = count(ColumnKind::Organ); organs > 0) return organs == all && all > 1;
        return all - count(ColumnKind::Text) > 1;
    }

    // "Finding | Right lung | Left lung": beside names the places are no more than sides.
    static void takePlacesForSides(Heads& heads) {
        if (std::ranges::find(heads.columns, ColumnKind::Name, &Column::kind) == heads.columns.end()) return;
        for (Column& column : heads.columns)
            if (column.kind == ColumnKind::Organ) column.kind = ColumnKind::Side;
    }

    // ---- rows ----

    // The line that ends the table.
    std::size_t readBelow(const Heads& heads, TokenRange headLine) {
        const std::size_t headRow = m_rows.size();
        m_rows.push_back({headLine, {}, {}, {}});
        std::size_t first = headLine.end;
        while (first < m_text.size() && (m_text[first].lineBreaksBefore == 1 || isBelowRule(first, headLine))) {
            const TokenRange line = lineAt(first);
            if (!isRule(line) && !readRow(heads, line)) break;
            first = line.end;
        }
        if (m_rows.size() == headRow + 1) m_rows.pop_back();
        denyDashes(headRow);
        return first;
    }

    // A line of dashes between the heads and the first row is no token.
    [[nodiscard]] bool isBelowRule(std::size_t first, TokenRange headLine) const {
        return first == headLine.end && m_text.gapBefore(first).find("---") != std::string_view::npos;
    }

    // "-" says no where others say "+", and nothing elsewhere.
    void denyDashes(std::size_t headRow) {
        bool plus = false;
        for (std::size_t k = headRow; k < m_rows.size(); ++k)
            for (const RowCell& cell : m_rows[k].cells)
                plus = plus || (!cell.denied && isMark(m_text, cell.words.first, '+'));
        for (std::size_t k = headRow; k < m_rows.size() && !plus; ++k) std::erase_if(m_rows[k].cells, &RowCell::denied);
    }

    // "|---|---|", "+-----+-----+"
    [[nodiscard]] bool isRule(TokenRange line) const {
        for (std::size_t i = line.first; i < line.end; ++i)
            if (!isMark(m_text, i, '|') && !isMark(m_text, i, '+') && !isMark(m_text, i, ':') &&
                !isMark(m_text, i, '='))
                return false;
        return true;
    }

    bool readRow(const Heads& heads, TokenRange line) {
        ReportRow row{line, {}, {}, {}};
        const bool organs = heads.columns.front().kind == ColumnKind::Organ;
        const std::size_t names = nameColumn(heads);
        const auto cells = cellsOf(line, heads.delimiter);
        if ((cells.size() < 2 && !organs) || cells.size() > kMostColumns) return false;
        for (const Cell& cell : cells) {
            const Column* column = columnAt(heads, cell);
            const std::size_t index = column == nullptr ? kNoColumn : column->index;
            if (!organs && row.name.empty() && (index == names || (column == nullptr && names == kNoColumn))) {
                row.name = cell.words;
                if (column != nullptr) row.nameHead = column->head;
            } else if (column != nullptr) {
                const bool text = column->kind == ColumnKind::Name;
                row.cells.push_back(
                    {cell.words, text ? ColumnKind::Text : column->kind, column->head, column->side, cell.dash});
            }
        }
        if (!organs && row.name.empty()) return false;
        m_rows.push_back(std::move(row));
        return true;
    }

    /// The column of the names; none where it has no head.
    [[nodiscard]] static std::size_t nameColumn(const Heads& heads) {
        const auto named = std::ranges::find(heads.columns, ColumnKind::Name, &Column::kind);
        if (named != heads.columns.end()) return named->index;
        const Column& first = heads.columns.front();
        return first.kind == ColumnKind::Text ? first.index : kNoColumn;
    }

    /// The column that a cell stands in; none in front of the first head, and behind the last one of a row of marks.
    [[nodiscard]] const Column* columnAt(const Heads& heads, const Cell& cell) const {
        if (heads.delimiter != Delimiter::Blanks) {
            const auto found = std::ranges::find(heads.columns, cell.column, &Column::index);
            return found == heads.columns.end() ? nullptr : &*found;
        }
        const auto [from, to] = edges(cell.words);
        if (to <= edges(heads.columns.front().head).first) return nullptr;
        return &*std::ranges::min_element(heads.columns, {}, [&, from = from, to = to](const Column& column) {
            const auto [left, right] = edges(column.head);
            return from >= right ? from - right + 1 : left >= to ? left - to + 1 : 0;
        });
    }

    /// Where words begin and end in their line, in bytes.
    [[nodiscard]] std::pair<std::size_t, std::size_t> edges(TokenRange words) const {
        const std::size_t begin = m_text[words.first].begin;
        const std::size_t line = m_text.utf8.find_last_of("\r\n\f", begin);
        const std::size_t head = line == std::string_view::npos ? 0 : line + 1;
        return {begin - head, m_text[words.end - 1].end - head};
    }

    const TokenText& m_text;
    const Ontology& m_ontology;
    std::vector<ReportRow> m_rows;
};

}  // namespace

std::vector<ReportRow> findTableRows(const TokenText& text, const Ontology& ontology) {
    return TableFinder(text, ontology).find();
}

}  // namespace asg::text
