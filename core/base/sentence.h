#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asg::base {

/// Words in English, the language that translations begin from, and what stands for its `%1`, `%2` …
struct Sentence {
    const char* words = "";  ///< a literal, marked by QT_TRANSLATE_NOOP (core/base/translatable.h)
    std::vector<std::string> arguments = {};
};

/// Words with the arguments in their places; a `%` before anything but the number of an argument stays as it is.
[[nodiscard]] std::string withArguments(std::string_view words, const std::vector<std::string>& arguments);

[[nodiscard]] std::string inEnglish(const Sentence& sentence);

}  // namespace asg::base
