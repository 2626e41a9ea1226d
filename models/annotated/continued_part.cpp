#include "models/annotated/continued_part.h"

#include "core/base/random.h"

#include <ATen/ops/tensor.h>

namespace asg::annotated {

at::Tensor drawRows(const AnnotatedRecipe& recipe, const AnnotatedViews& views, const std::vector<std::size_t>& lessons,
                    std::int64_t number) {
    std::vector<std::int64_t> rows;
    for (int i = 0; i < recipe.batch; ++i) {
        base::Random random(recipe.seed, static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(i));
        const auto picture = lessons[random.below(lessons.size())];
        const auto version = random.below(static_cast<std::uint64_t>(recipe.views));
        rows.push_back(static_cast<std::int64_t>(version * views.pictures + picture));
    }
    return at::tensor(rows);
}

}  // namespace asg::annotated
