#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/gate_question.h"

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// The gate's head: LayerNorm'd global feature → hidden → GELU → one logit per question.
class GateHeadImpl : public torch::nn::Module {
public:
    GateHeadImpl(const GateHeadConfig& config, int globalWidth);
    /// [B, globalWidth] → [B, kGateQuestions], float32.
    at::Tensor forward(const at::Tensor& global);

private:
    torch::nn::Linear m_hidden;
    torch::nn::Linear m_output;
};
TORCH_MODULE(GateHead);

}  // namespace asg::nets
