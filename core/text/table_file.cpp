#include "core/text/table_file.h"

#include "core/base/translatable.h"
#include "core/text/code_points.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace asg::text {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumTableBytes = 16U << 20U;
// Of one cell, of one phrase: what they expand to is bounded by them, whatever a table holds.
constexpr std::size_t kMaximumVariants = 4096;
constexpr std::size_t kMaximumPhraseBytes = 4096;

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

struct Bracket {
    char close;
    char separator;
    bool optional;
};

std::optional<Bracket> bracketOf(char open) {
    if (open == '{') return Bracket{'}', ',', false};
    if (open == '[') return Bracket{']', ',', true};
    if (open == '(') return Bracket{')', ',', true};
    return std::nullopt;
}

// The first bracket of a phrase is replaced by each of its choices; the rest follows by recursion.
base::Result<void> expandInto(std::string_view phrase, std::vector<std::string>& out) {
    const std::size_t open = phrase.find_first_of("{[(");
    if (open == std::string_view::npos) {
        if (out.size() >= kMaximumVariants)
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "too many variants in one cell")}};
        out.emplace_back(trimmed(phrase));
        return {};
    }
    const Bracket bracket = *bracketOf(phrase[open]);
    const std::size_t close = phrase.find(bracket.close, open);
    if (close == std::string_view::npos)
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "a bracket is not closed in \"%1\""), {phrase}}};
    auto choices = splitCell(phrase.substr(open + 1, close - open - 1), bracket.separator);
    if (bracket.optional || phrase[close - 1] == bracket.separator) choices.emplace_back();
    // It would take the whole phrase with it, and many such would be tried for long.
    if (choices.empty())
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "a bracket is empty in \"%1\""), {phrase}}};
    for (const std::string& choice : choices) {
        std::string variant(phrase.substr(0, open));
        variant += choice;
        variant += phrase.substr(close + 1);
        if (auto done = expandInto(variant, out); !done) return done;
    }
    return {};
}

}  // namespace

Error TableFile::error(const TableRow& row, base::Sentence what) const {
    return {ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1:%2: %3."),
                                                   {path.string(), std::to_string(row.line), std::move(what)}}};
}

std::vector<std::string> splitCell(std::string_view cell, char separator) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(separator), cell.size());
        if (const auto part = trimmed(cell.substr(0, end)); !part.empty()) parts.emplace_back(part);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
}

base::Result<std::vector<std::string>> expandPhrases(std::string_view cell) {
    std::vector<std::string> phrases;
    for (const std::string& phrase : splitCell(cell, '|')) {
        if (phrase.size() > kMaximumPhraseBytes)
            return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "a phrase is too long")}};
        if (auto done = expandInto(phrase, phrases); !done) return done.error();
    }
    return phrases;
}

base::Result<TableFile> readTable(const std::filesystem::path& path, std::size_t columns) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure)
        return Error{ErrorCode::NotFound,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this table of the ontology cannot be read."),
                                    {path.string()}}};
    if (size > kMaximumTableBytes)
        return Error{
            ErrorCode::TooLarge,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: a table of the ontology may have 16 MB."), {path.string()}}};
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const DecodedText decoded = decodeText(bytes);
    TableFile table{path, {}};
    if (decoded.readAsLatin1)
        return table.error({{}, 0}, base::Sentence{QT_TRANSLATE_NOOP("Error", "the table is not UTF-8")});
    std::size_t line = 0;
    for (std::string_view rest = decoded.utf8; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view text = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++line;
        if (text.empty() || text.front() == '#') continue;
        TableRow row{splitCell(text, '\t'), line};
        if (row.cells.size() != columns)
            return table.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "a row needs %1 cells between tabs, this one has %2"),
                                    {std::to_string(columns), std::to_string(row.cells.size())}});
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace asg::text
