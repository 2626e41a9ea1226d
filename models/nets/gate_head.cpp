#include "models/nets/gate_head.h"

#include <ATen/ops/gelu.h>

namespace asg::nets {

GateHeadImpl::GateHeadImpl(const GateHeadConfig& config, int globalWidth)
    : m_hidden(globalWidth, config.hidden), m_output(config.hidden, kGateQuestions) {
    register_module("hidden", m_hidden);
    register_module("output", m_output);
}

at::Tensor GateHeadImpl::forward(const at::Tensor& global) {
    return m_output(at::gelu(m_hidden(global))).to(at::kFloat);
}

}  // namespace asg::nets
