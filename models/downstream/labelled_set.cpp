#include "models/downstream/labelled_set.h"

#include <numeric>

namespace asg::downstream {

std::vector<std::size_t> LabelledSet::of(Split split) const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        if (pictures[i].split == split) indices.push_back(i);
    return indices;
}

std::vector<std::size_t> LabelledSet::all() const {
    std::vector<std::size_t> indices(pictures.size());
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    return indices;
}

}  // namespace asg::downstream
