#include "models/training/mixed_precision.h"

#include <ATen/autocast_mode.h>

namespace asg::training {

MixedPrecision::MixedPrecision(bool wanted) : m_on(wanted) {
    if (!m_on) return;
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCPU, true);
    at::autocast::increment_nesting();
}

MixedPrecision::~MixedPrecision() {
    if (!m_on) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(at::kCPU, false);
}

}  // namespace asg::training
