#pragma once

#include "core/text/layout_tables.h"
#include "core/text/tokens.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace asg::text {

/// The tokens of a report with their text: what the layout is read from. Both must outlive it.
struct TokenText {
    std::span<const Token> tokens;
    std::string_view utf8;

    [[nodiscard]] std::size_t size() const { return tokens.size(); }
    [[nodiscard]] const Token& operator[](std::size_t i) const { return tokens[i]; }
    [[nodiscard]] std::string_view words(std::size_t i) const {
        return utf8.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    }
    /// What stands between the token and the one before it.
    [[nodiscard]] std::string_view gapBefore(std::size_t i) const {
        const std::size_t from = i == 0 ? 0 : tokens[i - 1].end;
        return utf8.substr(from, tokens[i].begin - from);
    }
};

/// Whether token i is that punctuation mark.
[[nodiscard]] bool isMark(const TokenText& text, std::size_t i, char mark);

/// A full stop, an exclamation or a question mark.
[[nodiscard]] bool isStop(const TokenText& text, std::size_t i);

/// A bullet, or a bar between cells.
[[nodiscard]] bool isBulletMark(const TokenText& text, std::size_t i);

/// The first token of a line, marks before its words apart ("## FINDINGS").
[[nodiscard]] bool beginsLine(const TokenText& text, std::size_t i);

/// "(-)", "(+)", "[-]", "[+]" or "(+/-)" at token i.
struct BracketedSign {
    std::size_t end = 0;
    ValueEffect effect = ValueEffect::Present;
};
[[nodiscard]] std::optional<BracketedSign> signAt(const TokenText& text, std::size_t i);

/// A sign in front of what it says is there or not ("+effusion -ptx"): "+" at token i, the dash before it.
[[nodiscard]] bool isPlusBeforeName(const TokenText& text, std::size_t i);
[[nodiscard]] bool isMinusBeforeName(const TokenText& text, std::size_t i);

/// A box to tick at token i: "[x]", "[ ]", "☑", "☐".
struct TickBox {
    std::size_t end = 0;
    bool ticked = false;
};
[[nodiscard]] std::optional<TickBox> boxAt(const TokenText& text, std::size_t i);

/// What leads from a name to its value at token i: "......", "____", "…", "->", "=>", ".-".
struct Leader {
    std::size_t end = 0;
    bool form = false;  ///< drawn in a form: a name with nothing behind it says nothing
};
[[nodiscard]] std::optional<Leader> leaderAt(const TokenText& text, std::size_t i);

/// A quotation mark.
[[nodiscard]] bool isQuote(const TokenText& text, std::size_t i);

/// The number of a list item at token i ("2.", "3)", "(1)", "b.", "IV."). `ordinal` counts from 1.
struct ListNumber {
    enum class Style : unsigned char { None, Digits, SmallLetters, Letters, Roman };
    std::size_t end = 0;
    Style style = Style::None;
    unsigned ordinal = 0;
    bool bracket = false;  ///< "1)" and not "1."
};
/// `expected` decides what a lone letter is: "i." follows "h." or begins Roman numbers.
[[nodiscard]] std::optional<ListNumber> listNumberAt(const TokenText& text, std::size_t i, const ListNumber& expected);

}  // namespace asg::text
