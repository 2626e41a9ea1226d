#pragma once

// Private to models/: includes Torch.

namespace asg::training {

/// While it lives, matrix products and convolutions on the CPU run in bfloat16 (automatic mixed precision); parameters,
/// losses and the optimiser stay in float32. Does nothing when `wanted` is false. One at a time, on the thread that
/// trains.
class MixedPrecision {
public:
    explicit MixedPrecision(bool wanted);
    ~MixedPrecision();
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    bool m_on;
};

}  // namespace asg::training
