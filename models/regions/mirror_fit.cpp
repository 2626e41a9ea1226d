#include "models/regions/mirror_fit.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/zeros.h>

namespace asg::regions {

void MirrorFit::add(const at::Tensor& asTaken, const at::Tensor& mirrored) {
    const auto rows = at::cat({asTaken, mirrored}).to(at::kDouble);
    if (m_rows == 0) {
        m_products = at::zeros({rows.size(1), rows.size(1)}, rows.options());
        m_answers = at::zeros({rows.size(1)}, rows.options());
    }
    m_products.addmm_(rows.t(), rows);
    m_answers += (mirrored - asTaken).to(at::kDouble).sum(0);
    m_rows += rows.size(0);
}

at::Tensor MirrorFit::weight(double decay) const {
    const auto rows = static_cast<double>(m_rows);
    // A number that is the same left and right in every picture says nothing, and nothing divides by it.
    constexpr double kLeast = 1e-12;
    const auto scale = (m_products.diagonal() / rows + kLeast).rsqrt();
    const auto scaled = m_products / rows * scale.unsqueeze(0) * scale.unsqueeze(1);
    const auto ridge = decay * at::eye(scale.size(0), scale.options());
    return (scale * at::linalg_solve(scaled + ridge, scale * m_answers / rows)).to(at::kFloat);
}

}  // namespace asg::regions
