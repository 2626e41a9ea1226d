#include "tests/fuzz/support/csv_mutator.h"

#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace asg::fuzz {
namespace {

using Cells = std::vector<std::string>;

Cells splitAt(std::string_view text, char separator) {
    Cells parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

std::string joined(const Cells& parts, char separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) (text += i == 0 ? "" : std::string(1, separator)) += parts[i];
    return text;
}

/// Cells alone: a quoted cell with separators in it is taken apart, which is one more kind of damage.
void changeParts(Cells& parts, Dice& dice) {
    static const std::vector<std::string> kOdd{"",
                                               "0",
                                               "-1",
                                               "1e309",
                                               "nan",
                                               "inf",
                                               "99999999999999999999",
                                               "0x1p3",
                                               "1,5",
                                               "\"",
                                               "\"\"",
                                               "\"a\nb\"",
                                               "{a,b}",
                                               "[a]",
                                               "(s)|{a,",
                                               "\r",
                                               "\xFF\xFE",
                                               "a\tb",
                                               "No finding",
                                               std::string(500, '{')};
    const auto at = dice.below(parts.size());
    switch (dice.below(6)) {
        case 0: parts[at] = dice.pick(kOdd); break;
        case 1: parts[at] = damaged(parts[at]); break;
        case 2: parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), parts[at]); break;
        case 3: std::swap(parts[at], parts[dice.below(parts.size())]); break;
        case 4: parts[at] += dice.pick(kOdd); break;
        default: parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at)); break;
    }
}

}  // namespace

std::string mutatedCsv(std::string_view text, char separator, Dice& dice) {
    if (dice.oneIn(6)) return damaged(text);
    auto lines = splitAt(text, '\n');
    for (std::size_t changes = 1 + dice.below(3); changes > 0 && !lines.empty(); --changes) {
        if (dice.oneIn(4)) {
            changeParts(lines, dice);
            continue;
        }
        auto& line = dice.pick(lines);
        auto cells = splitAt(line, separator);
        changeParts(cells, dice);
        line = joined(cells, separator);
    }
    return joined(lines, '\n');
}

}  // namespace asg::fuzz
