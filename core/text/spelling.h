#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// Whether a word of small letters is a known one with one slip, or two in words of nine letters and more: a letter too
/// many, too few, another one, or two changed over. False for the word itself and for words under five letters.
[[nodiscard]] bool isMisspelt(std::string_view word, std::string_view known);

/// Words by their first letter, to find the one that a misspelt word means.
class SpellingIndex {
public:
    /// Takes a word in small letters; others than those from 'a' to 'z' at its head and short ones are passed over.
    void add(std::string_view word);
    /// The one of them that a word in small letters is with one slip behind its first letter; empty where there is
    /// none.
    [[nodiscard]] std::string_view meant(std::string_view word) const;

private:
    std::array<std::vector<std::string>, 26> m_words;
};

}  // namespace asg::text
