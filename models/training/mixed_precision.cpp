#include "models/training/mixed_precision.h"

#include <ATen/autocast_mode.h>

namespace asg::training {

MixedPrecision::MixedPrecision(bool wanted, c10::DeviceType device) : m_on(wanted), m_device(device) {
    if (!m_on) return;
    at::autocast::set_autocast_dtype(m_device, at::kBFloat16);
    at::autocast::set_autocast_enabled(m_device, true);
    at::autocast::increment_nesting();
}

MixedPrecision::~MixedPrecision() {
    if (!m_on) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(m_device, false);
}

}  // namespace asg::training
