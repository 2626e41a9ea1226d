#include "core/text/signs.h"

#include "core/base/translatable.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kSignColumns = 3;  // sign, from, points

constexpr std::array<std::pair<std::string_view, Sign>, 11> kSignNames{{{"left over", Sign::LeftOver},
                                                                        {"strange", Sign::Strange},
                                                                        {"contend", Sign::Contend},
                                                                        {"doubt", Sign::Doubt},
                                                                        {"nothing", Sign::Nothing},
                                                                        {"number", Sign::Number},
                                                                        {"size", Sign::Size},
                                                                        {"side", Sign::Side},
                                                                        {"several", Sign::Several},
                                                                        {"length", Sign::Length},
                                                                        {"not understood", Sign::Understood}}};

template <typename Number>
bool readNumber(const std::string& digits, Number& number) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
}

}  // namespace

base::Result<void> SignTable::load(const std::filesystem::path& folder) {
    const auto file = readTable(folder / "signs.tsv", kSignColumns);
    if (!file) return file.error();
    for (const TableRow& row : file->rows)
        if (auto done = take(*file, row); !done) return done.error();
    return {};
}

base::Result<void> SignTable::take(const TableFile& file, const TableRow& row) {
    const auto* const name = std::ranges::find(kSignNames, row.cells[0], [](const auto& entry) { return entry.first; });
    if (name == kSignNames.end())
        return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no sign"), {row.cells[0]}});
    Row read{name->second, 0, 0};
    if (!readNumber(row.cells[1], read.from))
        return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no number"), {row.cells[1]}});
    if (!readNumber(row.cells[2], read.points))
        return file.error(
            row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no whole number of points"), {row.cells[2]}});
    if (read.sign == Sign::Understood)
        m_enough = read.points;
    else
        m_rows.push_back(read);
    return {};
}

int SignTable::points(Sign sign, double value) const {
    int points = 0;
    for (const Row& row : m_rows)
        if (row.sign == sign && value >= row.from) points += row.points;
    return points;
}

}  // namespace asg::text
