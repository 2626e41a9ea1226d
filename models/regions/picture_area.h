#pragma once

#include "core/vision/model_input.h"

#include <cstddef>

namespace asg::regions {

/// Calls `visit(place)` for every place of `input.grey` that shows the picture; all others are padding.
template <typename Visit>
void visitPicture(const vision::ModelInput& input, const Visit& visit) {
    const auto side = static_cast<std::size_t>(input.spec.crop);
    const auto& transform = input.transform;
    const auto shown = transform.toCrop(
        base::Box{0, 0, static_cast<double>(transform.originalColumns), static_cast<double>(transform.originalRows)});
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column)
            if (shown.contains({static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5}))
                visit(row * side + column);
}

}  // namespace asg::regions
