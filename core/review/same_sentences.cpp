#include "core/review/same_sentences.h"

#include "core/text/code_points.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace asg::review {
namespace {

using Words = std::vector<std::string>;

/// Each sentence with every stretch of blanks made one.
Words wordsOfSentences(const domain::Report& report) {
    const text::CodePointIndex index(report.text);
    Words all;
    all.reserve(report.sentences.size());
    for (const auto& sentence : report.sentences) {
        std::string words;
        for (const char letter : text::textOf(report.text, index, sentence.span)) {
            const bool blank = letter == ' ' || (letter >= '\t' && letter <= '\r');
            if (!blank)
                words += letter;
            else if (!words.empty() && words.back() != ' ')
                words += ' ';
        }
        all.push_back(std::move(words));
    }
    return all;
}

/// The stretch of either text that is still to be compared; ends are exclusive.
struct Rest {
    std::size_t fromBegin = 0;
    std::size_t fromEnd = 0;
    std::size_t toBegin = 0;
    std::size_t toEnd = 0;
};

class Comparison {
public:
    Comparison(Words from, Words to) : m_from(std::move(from)), m_to(std::move(to)), m_same(m_from.size()) {}

    std::vector<std::optional<std::size_t>> run() {
        Rest rest{0, m_from.size(), 0, m_to.size()};
        // Of a sentence that stands twice in one text and once in the other, the one that more of the text goes with.
        if (alikeAtTheEnd(rest) > alikeAtTheBeginning(rest)) {
            takeEnd(rest);
            takeBeginning(rest);
        } else {
            takeBeginning(rest);
            takeEnd(rest);
        }
        constexpr std::size_t kMostCells = std::size_t{1} << 24U;
        if ((rest.fromEnd - rest.fromBegin + 1) * (rest.toEnd - rest.toBegin + 1) <= kMostCells) takeMiddle(rest);
        return std::move(m_same);
    }

private:
    [[nodiscard]] std::size_t alikeAtTheBeginning(const Rest& rest) const {
        const auto [from, to] = std::mismatch(at(m_from, rest.fromBegin), at(m_from, rest.fromEnd),
                                              at(m_to, rest.toBegin), at(m_to, rest.toEnd));
        return static_cast<std::size_t>(from - at(m_from, rest.fromBegin));
    }

    [[nodiscard]] std::size_t alikeAtTheEnd(const Rest& rest) const {
        std::size_t alike = 0;
        const auto shorter = std::min(rest.fromEnd - rest.fromBegin, rest.toEnd - rest.toBegin);
        while (alike < shorter && m_from[rest.fromEnd - 1 - alike] == m_to[rest.toEnd - 1 - alike]) ++alike;
        return alike;
    }

    void takeBeginning(Rest& rest) {
        for (auto alike = alikeAtTheBeginning(rest); alike > 0; --alike) m_same[rest.fromBegin++] = rest.toBegin++;
    }

    void takeEnd(Rest& rest) {
        for (auto alike = alikeAtTheEnd(rest); alike > 0; --alike) m_same[--rest.fromEnd] = --rest.toEnd;
    }

    void takeMiddle(const Rest& rest) {
        const auto rows = rest.fromEnd - rest.fromBegin;
        const auto columns = rest.toEnd - rest.toBegin;
        // How many are alike, at most, from a pair of sentences on.
        std::vector<std::uint32_t> longest((rows + 1) * (columns + 1));
        const auto cell = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
            return longest[row * (columns + 1) + column];
        };
        const auto alike = [&](std::size_t row, std::size_t column) {
            return m_from[rest.fromBegin + row] == m_to[rest.toBegin + column];
        };
        for (std::size_t row = rows; row-- > 0;)
            for (std::size_t column = columns; column-- > 0;)
                cell(row, column) = alike(row, column) ? cell(row + 1, column + 1) + 1
                                                       : std::max(cell(row + 1, column), cell(row, column + 1));
        for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
            if (alike(row, column))
                m_same[rest.fromBegin + row++] = rest.toBegin + column++;
            else if (cell(row + 1, column) >= cell(row, column + 1))
                ++row;
            else
                ++column;
        }
    }

    static Words::const_iterator at(const Words& words, std::size_t index) {
        return words.begin() + static_cast<std::ptrdiff_t>(index);
    }

    Words m_from;
    Words m_to;
    std::vector<std::optional<std::size_t>> m_same;
};

}  // namespace

std::vector<std::optional<std::size_t>> sameSentences(const domain::Report& from, const domain::Report& to) {
    return Comparison(wordsOfSentences(from), wordsOfSentences(to)).run();
}

}  // namespace asg::review
