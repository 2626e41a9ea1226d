#include "core/text/marks.h"

#include "core/text/code_points.h"

#include <algorithm>
#include <array>

namespace asg::text {
namespace {

using NumberStyle = ListNumber::Style;

constexpr std::size_t kMarksBeforeWords = 8;  // "**## FINDINGS"
constexpr std::size_t kShortestLeader = 3;    // dots
constexpr std::size_t kShortestDrawn = 4;     // an ellipsis is shorter

char32_t codeOf(const TokenText& text, std::size_t i) {
    return codePointAt(text.utf8, text[i].begin).value;
}

bool isPunctuation(const TokenText& text, std::size_t i) {
    return i < text.size() && text[i].kind == TokenKind::Punctuation;
}

char markOf(const TokenText& text, std::size_t i) {
    return text[i].spoken != 0 ? text[i].spoken : text.utf8[text[i].begin];
}

/// 0: no Roman number of this list.
unsigned romanValue(std::string_view word) {
    static constexpr std::array<std::string_view, 15> numbers{"i",  "ii", "iii", "iv",  "v",    "vi",  "vii", "viii",
                                                              "ix", "x",  "xi",  "xii", "xiii", "xiv", "xv"};
    std::string folded = foldWord(word);
    const auto* const found = std::ranges::find(numbers, folded);
    return found == numbers.end() ? 0 : static_cast<unsigned>(found - numbers.begin()) + 1;
}

/// How many dots a token draws, none where it is no dot.
std::size_t dotsOf(const TokenText& text, std::size_t i) {
    constexpr char32_t ellipsis = 0x2026;
    constexpr std::size_t dotsOfEllipsis = 3;
    if (text[i].kind == TokenKind::Word)
        return text.words(i).find_first_not_of('_') == std::string_view::npos ? text.words(i).size() + 1 : 0;
    if (!isPunctuation(text, i)) return 0;
    const char32_t mark = codeOf(text, i);
    if (mark == ellipsis) return dotsOfEllipsis;
    return text[i].spoken == 0 && (mark == '.' || mark == 0xB7) ? 1 : 0;
}

// "->", "=>", ">>", and arrows of one character.
std::size_t arrowEnd(const TokenText& text, std::size_t i) {
    if (!isPunctuation(text, i)) return 0;
    static constexpr std::array<char32_t, 4> arrows{0x2192, 0x21D2, 0x2794, 0x279C};
    if (std::ranges::find(arrows, codeOf(text, i)) != arrows.end()) return i + 1;
    const bool touches = i + 1 < text.size() && text.gapBefore(i + 1).empty();
    if (touches && (isMark(text, i, '=') || isMark(text, i, '>')) && isMark(text, i + 1, '>')) return i + 2;
    return isMark(text, i, '>') && text.gapBefore(i).ends_with('-') ? i + 1 : 0;
}

std::optional<ListNumber> digits(const TokenText& text, std::size_t i) {
    const std::string_view word = text.words(i);
    if (text[i].kind != TokenKind::Number || word.size() > 2 || word.find_first_not_of("0123456789") != word.npos)
        return std::nullopt;
    unsigned ordinal = 0;
    for (const char digit : word) ordinal = 10 * ordinal + static_cast<unsigned>(digit - '0');
    return ListNumber{i + 1, NumberStyle::Digits, ordinal, false};
}

std::optional<ListNumber> letters(const TokenText& text, std::size_t i, const ListNumber& expected) {
    const std::string_view word = text.words(i);
    if (text[i].kind != TokenKind::Word || word.size() > 4) return std::nullopt;
    const bool capital = text[i].capital;
    const NumberStyle style = capital ? NumberStyle::Letters : NumberStyle::SmallLetters;
    const unsigned letter = word.size() == 1 ? static_cast<unsigned>((word[0] | 0x20) - 'a') + 1 : 0;
    const unsigned roman = romanValue(word);
    if (roman != 0 && (expected.style == NumberStyle::Roman ? expected.ordinal == roman : roman == 1))
        if (expected.style != style || expected.ordinal != letter)
            return ListNumber{i + 1, NumberStyle::Roman, roman, false};
    if (letter == 0 || letter > 26) return std::nullopt;
    return ListNumber{i + 1, style, letter, false};
}

}  // namespace

bool isMark(const TokenText& text, std::size_t i, char mark) {
    return isPunctuation(text, i) && markOf(text, i) == mark;
}

bool isStop(const TokenText& text, std::size_t i) {
    if (!isPunctuation(text, i)) return false;
    const char mark = markOf(text, i);
    return mark == '.' || mark == '!' || mark == '?';
}

namespace {

// "//" between blanks, as some houses part statements.
bool isSlashPair(const TokenText& text, std::size_t i) {
    return isMark(text, i, '/') && text[i].spaceBefore && isMark(text, i + 1, '/') && !text[i + 1].spaceBefore;
}

}  // namespace

bool isBulletMark(const TokenText& text, std::size_t i) {
    if (!isPunctuation(text, i)) return false;
    const char32_t mark = codeOf(text, i);
    if (mark == '*') return beginsLine(text, i) || text[i].spaceBefore;
    if (mark == '/') return isSlashPair(text, i) || (i > 0 && isSlashPair(text, i - 1));
    static constexpr std::array<char32_t, 17> bullets{'|',    0xA6,   0xB7,   0x2022, 0x2023, 0x2027,
                                                      0x2043, 0x204C, 0x2219, 0x25A0, 0x25AA, 0x25B6,
                                                      0x25BA, 0x25CB, 0x25CF, 0x25E6, 0x27A2};
    return std::ranges::find(bullets, mark) != bullets.end();
}

bool beginsLine(const TokenText& text, std::size_t i) {
    for (std::size_t back = 0; i > 0 && text[i].lineBreaksBefore == 0; ++back, --i)
        if (text[i - 1].kind != TokenKind::Punctuation || back == kMarksBeforeWords) return false;
    return true;
}

namespace {

// A dash is no token: it stands in the gap.
bool isDashBefore(const TokenText& text, std::size_t i) {
    const std::string_view gap = text.gapBefore(i);
    return gap == "-" || gap == "\xE2\x80\x93" || gap == "\xE2\x88\x92" || gap == "\xE2\x80\x94";
}

}  // namespace

std::optional<BracketedSign> signAt(const TokenText& text, std::size_t i) {
    if (!isMark(text, i, '(') && !isMark(text, i, '[')) return std::nullopt;
    const char close = isMark(text, i, '(') ? ')' : ']';
    if (isMark(text, i + 1, '+') && isMark(text, i + 2, close)) return BracketedSign{i + 3, ValueEffect::Present};
    if (isMark(text, i + 1, '+') && isMark(text, i + 2, '/') && isMark(text, i + 3, close))
        return BracketedSign{i + 4, ValueEffect::Uncertain};
    if (isMark(text, i + 1, close) && isDashBefore(text, i + 1)) return BracketedSign{i + 2, ValueEffect::Absent};
    return std::nullopt;
}

bool isPlusBeforeName(const TokenText& text, std::size_t i) {
    if (!isMark(text, i, '+') || i + 1 >= text.size() || text[i + 1].kind != TokenKind::Word) return false;
    if (text[i + 1].lineBreaksBefore > 0) return false;
    const bool head = i == 0 || text[i].lineBreaksBefore > 0 || isMark(text, i - 1, ',') || isMark(text, i - 1, ';');
    return head || (text[i].spaceBefore && !text[i + 1].spaceBefore);
}

bool isMinusBeforeName(const TokenText& text, std::size_t i) {
    if (text[i].kind != TokenKind::Word) return false;
    const bool head = i == 0 || text[i].lineBreaksBefore > 0 || isMark(text, i - 1, ',') || isMark(text, i - 1, ';');
    if (head && text[i].dashBefore) return true;
    return text.gapBefore(i).ends_with(" -");
}

std::optional<TickBox> boxAt(const TokenText& text, std::size_t i) {
    if (!isPunctuation(text, i)) return std::nullopt;
    const char32_t mark = codeOf(text, i);
    static constexpr std::array<char32_t, 6> unticked{0x2610, 0x2717, 0x2718, 0x2715, 0x2716, 0x274C};
    if (std::ranges::find(unticked, mark) != unticked.end()) return TickBox{i + 1, false};
    if (mark == 0x2611 || mark == 0x2612 || mark == 0x2713 || mark == 0x2714) return TickBox{i + 1, true};
    const char close = mark == '[' ? ']' : ')';
    if (mark != '[' && mark != '(') return std::nullopt;
    if (isMark(text, i + 1, close) &&
        (mark == '[' ? !isDashBefore(text, i + 1) : text.gapBefore(i + 1).starts_with(' ')))
        return TickBox{i + 2, false};
    if (i + 2 >= text.size() || !isMark(text, i + 2, close)) return std::nullopt;
    const std::string_view inside = text.words(i + 1);
    const bool ticked = inside == "x" || inside == "X" || inside == "\xE2\x9C\x93" || inside == "\xE2\x9C\x94" ||
                        (mark == '[' && inside == "*");
    if (ticked) return TickBox{i + 3, true};
    if (inside == "_" || inside == "__") return TickBox{i + 3, false};
    return std::nullopt;
}

std::optional<Leader> leaderAt(const TokenText& text, std::size_t i) {
    if (const std::size_t end = arrowEnd(text, i); end > 0) return Leader{end, false};
    std::size_t dots = 0;
    std::size_t end = i;
    for (; end < text.size() && (end == i || text[end].lineBreaksBefore == 0); ++end) {
        const std::size_t more = dotsOf(text, end);
        if (more == 0) break;
        dots += more;
    }
    if (dots >= kShortestLeader) return Leader{end, dots >= kShortestDrawn};
    const bool dash = dots == 1 && end == i + 1 && end < text.size() && text.gapBefore(end) == "-";
    return dash ? std::optional(Leader{end, false}) : std::nullopt;
}

bool isQuote(const TokenText& text, std::size_t i) {
    if (!isPunctuation(text, i)) return false;
    const char32_t mark = codeOf(text, i);
    return mark == '"' || mark == 0x201C || mark == 0x201D || mark == 0x201E || mark == 0xAB || mark == 0xBB;
}

std::optional<ListNumber> listNumberAt(const TokenText& text, std::size_t i, const ListNumber& expected) {
    const bool open = isMark(text, i, '(');
    const std::size_t first = open ? i + 1 : i;
    if (first + 1 >= text.size()) return std::nullopt;
    const bool bracket = isMark(text, first + 1, ')');
    if (!bracket && (open || !isMark(text, first + 1, '.'))) return std::nullopt;
    auto number = digits(text, first);
    if (!number) number = letters(text, first, expected);
    if (!number || number->ordinal == 0) return std::nullopt;
    number->bracket = bracket;
    ++number->end;
    const bool wordFollows = number->end < text.size() && text[number->end].lineBreaksBefore == 0 &&
                             (text[number->end].kind == TokenKind::Word || boxAt(text, number->end) ||
                              isMark(text, number->end, '*') || isMark(text, number->end, '?'));
    return wordFollows ? number : std::nullopt;
}

}  // namespace asg::text
