#pragma once

// Private to models/: includes Torch.

#include "core/base/random.h"
#include "models/alignment/aligned_views.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace asg::alignment {

/// Pairs of pictures of which the same phrase is true and false: "consolidation in the left lower lung zone" of one in
/// which radiologists saw an opacity there, and of one in which they saw none. Both have the same view and source, so
/// that these explain nothing.
struct TruthPairs {
    std::vector<std::int64_t> rows;    ///< of AlignedViews: all the true ones, then the false ones in the same order
    std::vector<std::string> phrases;  ///< one for each pair
    at::Tensor boxes;                  ///< [2 · pairs, 1, 4], the zone in each picture, crop fractions
};

/// Draws them. Says nothing where no picture was classed.
class TruthLessons {
public:
    /// All referred to outlive it.
    TruthLessons(const AlignmentPool& pool, const AlignedViews& views);
    [[nodiscard]] bool empty() const { return m_truths.empty(); }
    /// `pairs` at least 1; not for an empty one.
    [[nodiscard]] TruthPairs draw(int pairs, base::Random& random) const;

private:
    /// Zone, view and source.
    using Stratum = std::tuple<std::size_t, tags::View, std::string>;
    struct Truth {
        std::int64_t row = 0;
        std::size_t zone = 0;
        const std::vector<std::int64_t>* falsehoods = nullptr;  ///< rows of the same stratum; not empty
    };

    const AlignedViews& m_views;
    std::map<Stratum, std::vector<std::int64_t>> m_falsehoods;
    std::vector<Truth> m_truths;
};

}  // namespace asg::alignment
