#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace asg::base {

/// Words in English, the language that translations begin from, and what stands for its `%1`, `%2` …
struct Sentence {
    class Argument;

    const char* words = "";  ///< a literal, marked by QT_TRANSLATE_NOOP (core/base/translatable.h)
    std::vector<Argument> arguments;

    // Defined where an argument is known: an initializer here would need its size, which clang 14 does not wait for.
    Sentence();
    Sentence(const char* literal);
    Sentence(const char* literal, std::vector<Argument> argumentsInOrder);

    [[nodiscard]] bool empty() const noexcept { return *words == '\0'; }
};

/// What is the same in every language (a path, a number, a library's own words), or a sentence within the sentence.
class Sentence::Argument {
public:
    Argument(std::string text) : m_value(std::move(text)) {}
    Argument(std::string_view text) : m_value(std::string(text)) {}
    Argument(const char* text) : m_value(std::string(text)) {}
    Argument(Sentence sentence) : m_value(std::move(sentence)) {}

    /// Null where it is a sentence.
    [[nodiscard]] const std::string* text() const noexcept { return std::get_if<std::string>(&m_value); }
    /// Null where it is text.
    [[nodiscard]] const Sentence* sentence() const noexcept { return std::get_if<Sentence>(&m_value); }

private:
    std::variant<std::string, Sentence> m_value;
};

inline Sentence::Sentence() = default;
inline Sentence::Sentence(const char* literal) : words(literal) {}
inline Sentence::Sentence(const char* literal, std::vector<Argument> argumentsInOrder)
    : words(literal), arguments(std::move(argumentsInOrder)) {}

/// Somebody else's words (a library's, a file's) as they stand, for where a sentence is asked for.
[[nodiscard]] Sentence told(std::string words);

/// Words with the arguments in their places; a `%` before anything but the number of an argument stays as it is.
[[nodiscard]] std::string withArguments(std::string_view words, const std::vector<std::string>& arguments);

/// Gives the words of another language for those in English.
using Translation = std::function<std::string(const char*)>;
/// A sentence in another language, and so every sentence within it.
[[nodiscard]] std::string translated(const Sentence& sentence, const Translation& translation);

[[nodiscard]] std::string inEnglish(const Sentence& sentence);

/// Whether one of the arguments, at any depth, is `thing` itself.
[[nodiscard]] bool names(const Sentence& sentence, std::string_view thing);

}  // namespace asg::base
