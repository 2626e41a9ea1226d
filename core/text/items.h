#pragma once

#include "core/text/ontology.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asg::text {

/// Whether a verb is said of one thing or of several; none where its form does not tell.
enum class Number : std::uint8_t { None, Singular, Plural };

/// A phrase of the tables, or a word that they do not know (no meanings), within a sentence.
struct Item {
    std::size_t firstToken = 0;
    std::size_t endToken = 0;
    std::span<const Meaning> meanings;
    std::uint64_t kinds = 0;
    bool mark = false;             ///< a punctuation mark
    Number number = Number::None;  ///< of a verb, by its first word

    [[nodiscard]] bool is(Kind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
    template <typename... Kinds>
    [[nodiscard]] bool isAny(Kinds... wanted) const {
        return (is(wanted) || ...);
    }
    [[nodiscard]] bool unknown() const { return kinds == 0; }
    /// Whether existence is decided here: a finding, or a quality that is no mere degree ("small").
    [[nodiscard]] bool statesSomething() const {
        return is(Kind::Finding) || (is(Kind::Quality) && !is(Kind::Severity));
    }
    /// The table entry of that kind; only where `is(kind)`.
    [[nodiscard]] std::uint16_t index(Kind kind) const;
};

/// The longest phrases from left to right over a sentence's tokens.
[[nodiscard]] std::vector<Item> matchItems(std::span<const Token> tokens, std::size_t first, std::size_t end,
                                           const Ontology& ontology);

}  // namespace asg::text
