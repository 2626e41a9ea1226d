#pragma once

#include "core/text/place_groups.h"
#include "core/text/scopes.h"

#include <cstddef>
#include <list>
#include <span>
#include <vector>

namespace asg::text {

/// A quality said of a place: "the heart is enlarged" names cardiomegaly without its name.
struct StatementUse {
    std::size_t qualityItem = 0;
    const PlaceUse* place = nullptr;
    Statement statement;
};

struct Statements {
    std::vector<StatementUse> uses;
    std::list<PlaceUse> elliptic;             ///< places said by their side alone ("…, the left is clear")
    std::vector<std::size_t> deniedFindings;  ///< finding items that a quality calls normal
};

/// Joins each quality of a sentence with the places that it is said of: those after it ("normal heart size and
/// mediastinal contours"), those before it ("the heart and mediastinum are normal"), or the subject of an earlier
/// quality.
[[nodiscard]] Statements readStatements(std::span<const Item> items, std::span<const PlaceGroup> groups,
                                        const Ontology& ontology);

}  // namespace asg::text
