#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asg::text {

/// The number of a word that the tables use; 0 for any other word.
using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

/// The words that stand in the tables, lower case and without accents.
class Vocabulary {
public:
    /// The number of a word, given one if it is new.
    WordId add(std::string_view word);
    [[nodiscard]] WordId find(std::string_view word) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
    };
    std::unordered_map<std::string, WordId, Hash, std::equal_to<>> m_ids;
};

enum class TokenKind : std::uint8_t { Word, Number, Punctuation };

/// A word, a number or one punctuation mark. Hyphens and apostrophes separate words and are no tokens; a dash that
/// separates more than words is kept as `dashBefore`.
struct Token {
    std::uint32_t begin = 0;  ///< in bytes of the report's UTF-8
    std::uint32_t end = 0;
    WordId word = kUnknownWord;
    TokenKind kind = TokenKind::Word;
    bool upperCase = false;             ///< has letters, and all of them are capitals
    bool capital = false;               ///< begins with a capital
    std::uint8_t lineBreaksBefore = 0;  ///< 0, 1, or 2 for a blank line
    bool spaceBefore = false;
    bool dashBefore = false;  ///< a dash that begins a line, stands between blanks, or is a long one
    bool tabBefore = false;   ///< a tab within the line
    char spoken = 0;          ///< the mark that a dictated word stands for ("period"); 0 for any other token
    bool wideBefore = false;  ///< three blanks or more within the line
};

/// Lower case and without accents, as the tables' words are kept ("Neumotórax" → "neumotorax").
[[nodiscard]] std::string foldWord(std::string_view utf8);

/// Splits valid UTF-8 into tokens; linear. `vocabulary` numbers the words.
[[nodiscard]] std::vector<Token> tokenize(std::string_view utf8, const Vocabulary& vocabulary);

/// The folded words of a table's phrase, split as `tokenize` splits a report.
[[nodiscard]] std::vector<std::string> phraseWords(std::string_view phrase);

}  // namespace asg::text
