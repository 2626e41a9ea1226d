#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::nets {

/// A character and the bytes of the UTF-8 source that it came from.
struct SourcedCharacter {
    char32_t code = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// UTF-8 → characters; every byte that is not part of valid UTF-8 gives U+FFFD.
[[nodiscard]] std::vector<SourcedCharacter> decodeUtf8(std::string_view text);
void appendUtf8(char32_t code, std::string& text);

/// What BERT's tokenizer does to a character. The tables follow the public implementation (make_unicode_tables.py),
/// not the system's Unicode library: the ids of a text must not change with the computer.
[[nodiscard]] bool isRemoved(char32_t code);  ///< control, format, private use, U+FFFD
[[nodiscard]] bool isWhiteSpace(char32_t code);
[[nodiscard]] bool isNonSpacingMark(char32_t code);
[[nodiscard]] bool isIdeograph(char32_t code);    ///< gets a space on either side
[[nodiscard]] bool isPunctuation(char32_t code);  ///< a word of its own
[[nodiscard]] char32_t lowerCase(char32_t code);

/// Canonical decomposition without non-spacing marks: up to three characters, unused ones 0.
[[nodiscard]] std::array<char32_t, 3> withoutAccents(char32_t code);

}  // namespace asg::nets
