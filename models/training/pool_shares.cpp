#include "models/training/pool_shares.h"

namespace asg::training {

DrawnPicture drawByShare(std::span<const PoolShare> pools, base::Random& random) {
    const double choice = random.unit();
    std::size_t pool = 0;
    double edge = pools.front().share;
    while (pool + 1 < pools.size() && choice >= edge) edge += pools[++pool].share;
    while (pool + 1 < pools.size() && pools[pool].pictures == 0) ++pool;
    while (pool > 0 && pools[pool].pictures == 0) --pool;
    return {pool, static_cast<std::size_t>(random.below(pools[pool].pictures))};
}

}  // namespace asg::training
