#include "models/nets/mirror_head.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/zeros.h>

namespace asg::nets {

MirrorHeadImpl::MirrorHeadImpl(const MirrorHeadConfig& config, int mapWidth) : m_config(config) {
    const auto weights = static_cast<std::int64_t>(mapWidth) * config.side * (config.side / 2);
    m_weight = register_parameter("weight", at::zeros({weights}));
}

at::Tensor MirrorHeadImpl::differences(const at::Tensor& map) const {
    const auto cells = at::adaptive_avg_pool2d(map.to(at::kFloat), {m_config.side, m_config.side});
    return (cells - cells.flip(3)).slice(3, 0, m_config.side / 2).flatten(1);
}

at::Tensor MirrorHeadImpl::forward(const at::Tensor& map) {
    return differences(map).matmul(m_weight.to(at::kFloat));
}

}  // namespace asg::nets
