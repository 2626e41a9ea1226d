#pragma once

#include "core/review/review_state.h"

#include <cstddef>

namespace asg::project {

/// The questions of an item, and what was said to them.
struct ItemCount {
    std::size_t questions = 0;  ///< links to judge (a sentence and its regions); 1 where there are none
    std::size_t judged = 0;     ///< of these
    std::size_t unsure = 0;     ///< of the judged: left to a colleague

    [[nodiscard]] bool isDone() const { return questions > 0 && judged == questions; }
    friend bool operator==(const ItemCount&, const ItemCount&) = default;
};

/// Of a picture that is open, as progressOf counts it from the journals: from what holds there now. Pure.
[[nodiscard]] ItemCount countOf(const review::ReviewState& state);

}  // namespace asg::project
