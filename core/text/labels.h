#pragma once

#include "core/text/sections.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace asg::text {

enum class LabelKind : std::uint8_t {
    Organ,    ///< a heading by organ, which the sentences below it speak of
    Finding,  ///< the name of a name and its value
    Other     ///< any other word before a colon
};

/// What stands before the colon, the dash or the cell's edge of "LUNGS: Clear." or "Effusion - none".
struct Label {
    TokenRange words;
    std::size_t body = 0;  ///< the first token of what is said under it
    LabelKind kind = LabelKind::Other;
    std::optional<std::uint16_t> organ;  ///< a row of organs.tsv
    bool colon = false;
    bool cell = false;  ///< its value stands in the cells beside it
    bool mark = false;  ///< its value is a sign or a box right behind it ("PTX (-)")
};

/// The labels of a report, in order. Linear.
[[nodiscard]] std::vector<Label> findLabels(const TokenText& text, const Ontology& ontology);

}  // namespace asg::text
