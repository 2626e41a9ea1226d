#pragma once

#include "core/text/ontology.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asg::text {

/// A phrase of the tables, or a word that they do not know (no meanings), within a sentence.
struct Item {
    std::size_t firstToken = 0;
    std::size_t endToken = 0;
    std::span<const Meaning> meanings;
    std::uint32_t kinds = 0;
    bool mark = false;  ///< a punctuation mark

    [[nodiscard]] bool is(Kind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
    template <typename... Kinds>
    [[nodiscard]] bool isAny(Kinds... wanted) const {
        return (is(wanted) || ...);
    }
    [[nodiscard]] bool unknown() const { return kinds == 0; }
    /// The table entry of that kind; only where `is(kind)`.
    [[nodiscard]] std::uint16_t index(Kind kind) const;
};

/// The longest phrases from left to right over a sentence's tokens.
[[nodiscard]] std::vector<Item> matchItems(std::span<const Token> tokens, std::size_t first, std::size_t end,
                                           const Ontology& ontology);

}  // namespace asg::text
