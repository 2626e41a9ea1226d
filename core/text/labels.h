#pragma once

#include "core/text/sections.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace asg::text {

enum class LabelKind : std::uint8_t {
    Organ,     ///< a heading by organ, which the sentences below it speak of
    Finding,   ///< the name of a name and its value
    Side,      ///< "RIGHT:", "L -"
    Property,  ///< what the name above it has ("Size:")
    Other      ///< any other word before a colon
};

/// What stands before the colon, the dash or the cell's edge of "LUNGS: Clear." or "Effusion - none".
struct Label {
    TokenRange words;
    TokenRange noun;       ///< words elsewhere that complete them ("Upper", under the head "Zone")
    std::size_t body = 0;  ///< the first token of what is said under it
    LabelKind kind = LabelKind::Other;
    std::optional<std::uint16_t> organ;  ///< a row of organs.tsv
    std::optional<domain::Side> side;    ///< that its words say ("Left lung", "Effusion (right)", "R")
    bool colon = false;                  ///< a name without a value says nothing
    bool cell = false;                   ///< its value stands in the cells beside it
    bool mark = false;  ///< its value is a sign, a box or a word in brackets right behind it ("PTX (-)")
    bool line = false;  ///< it has a line to itself
};

/// The labels of a report, in order. `goesOn`: which lines go on from the one before. Linear.
[[nodiscard]] std::vector<Label> findLabels(const TokenText& text, const std::vector<bool>& goesOn,
                                            const Ontology& ontology);

/// What words that are known to name something name.
[[nodiscard]] Label labelOf(const TokenText& text, TokenRange words, const Ontology& ontology);

}  // namespace asg::text
