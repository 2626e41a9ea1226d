#pragma once

// Private to models/: includes Torch.

#include <c10/core/DeviceType.h>

namespace asg::training {

/// While it lives, matrix products and convolutions on that kind of device run in bfloat16 (automatic mixed precision);
/// parameters, losses and the optimiser stay in float32. Does nothing when `wanted` is false. One at a time, on the
/// thread that trains.
class MixedPrecision {
public:
    explicit MixedPrecision(bool wanted, c10::DeviceType device = c10::DeviceType::CPU);
    ~MixedPrecision();
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    bool m_on;
    c10::DeviceType m_device;
};

}  // namespace asg::training
