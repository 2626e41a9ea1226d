#include "models/nets/region_network.h"

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

RegionNetworkImpl::RegionNetworkImpl(const NetworkConfig& config)
    : m_imageEncoder(config.image), m_regionHead(*config.regionHead, config.image.localWidth()) {
    register_module("image_encoder", m_imageEncoder);
    register_module("region_head", m_regionHead);
    if (config.gateHead)
        m_gateHead = register_module("gate_head", GateHead(*config.gateHead, config.image.globalWidth()));
}

RegionNetworkOutput RegionNetworkImpl::forward(const at::Tensor& images) {
    RegionNetworkOutput output;
    output.features = m_imageEncoder(images);
    output.regions = m_regionHead(output.features);
    if (m_gateHead) output.gateLogits = m_gateHead(output.features.global);
    return output;
}

}  // namespace asg::nets
