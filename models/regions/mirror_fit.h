#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

namespace asg::regions {

/// Fits a mirror head's weights in closed form: ridge regression on what left and right differ by, -1 for pictures as
/// they were taken and 1 for their mirrored copies. Each number is scaled to mean square 1 first, so that `decay` means
/// the same in every network. No intercept: it would break the head's symmetry. Gathers sums alone, in double.
class MirrorFit {
public:
    /// `asTaken` and `mirrored`: [B, weights], of the same pictures (nets::AsgNetworkImpl::sideDifferences).
    void add(const at::Tensor& asTaken, const at::Tensor& mirrored);
    /// [weights], float32; `decay` above 0, as a share of the scaled numbers' mean square. After at least one `add`.
    [[nodiscard]] at::Tensor weight(double decay) const;

private:
    at::Tensor m_products;  ///< [weights, weights], of the rows with themselves
    at::Tensor m_answers;   ///< [weights], of the rows with -1 and 1
    std::int64_t m_rows = 0;
};

}  // namespace asg::regions
