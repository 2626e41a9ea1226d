#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

/// What tells that a sentence of a report was not understood. Its sentence stands in doubt.cpp, in this order; `%1` is
/// the doubt's argument.
enum class DoubtCode : std::uint8_t {
    WordsLeftOver,      ///< these
    UnknownWord,        ///< this one, where a finding would stand
    StatementsContend,  ///< about this tag
    WordsSayPresent,    ///< its words alone say so of this tag, and it was not read
    WordsSayAbsent,
    WordsSayUncertain,
    WordsDoNotSayPresent,  ///< so it was read, and its words alone do not say so
    WordsDoNotSayAbsent,
    WordsDoNotSayUncertain,
    NothingRead,
};

struct Doubt {
    DoubtCode code = DoubtCode::NothingRead;
    std::vector<std::string> arguments = {};  ///< words of the report, or a tag's name
    friend auto operator<=>(const Doubt&, const Doubt&) = default;
};

/// The code's sentence in English, the language that translations begin from.
[[nodiscard]] std::string_view sentenceOf(DoubtCode code) noexcept;

/// All of them in English, as files have them ("words left over: …; …").
[[nodiscard]] std::string textOf(const std::vector<Doubt>& doubts);

}  // namespace asg::domain
