#include "tests/golden/nets/golden_case.h"

#include "models/nets/asg_network.h"
#include "models/nets/learning_rate.h"
#include "models/nets/objectives.h"
#include "models/nets/roi_align.h"
#include "models/weights/module_state.h"

#include <nlohmann/json.hpp>
#include <torch/autograd.h>

#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

namespace asg::tests {

namespace {

using Outputs = std::map<std::string, at::Tensor>;
using namespace asg::nets;

NetworkConfig configOf(const GoldenCase& golden) {
    const auto config = networkConfigFromJson(nlohmann::json::parse(golden.file.metadata.at("config")));
    if (!config) throw std::runtime_error(config.error().text);
    return *config;
}

template <typename Holder>
Holder loaded(Holder module, const GoldenCase& golden) {
    const auto result = weights::loadState(*module, golden.group("weights."));
    if (!result) throw std::runtime_error(result.error().text);
    module->eval();
    return module;
}

Outputs runImage(const GoldenCase& golden) {
    const auto config = configOf(golden).image;
    const auto run = [&](auto encoder) -> Outputs {
        const auto features = loaded(encoder, golden)(golden.in("images"));
        if (features.local.size(1) != config.gridSide() * config.gridSide() ||
            features.local.size(2) != config.localWidth() || features.global.size(1) != config.globalWidth())
            throw std::runtime_error("the configuration tells other sizes");
        return {{"global", features.global}, {"local", features.local}};
    };
    switch (config.backbone) {
        case Backbone::VitBase: return run(VisionTransformer(config));
        case Backbone::Resnet50: return run(ResidualNetwork(config));
        case Backbone::EfficientnetLite: return run(EfficientNetwork(config));
        case Backbone::Densenet: return run(DenseNetwork(config));
    }
    throw std::runtime_error("of no known backbone");
}

Outputs runClassifier(const GoldenCase& golden) {
    auto network = loaded(AsgNetwork(configOf(golden)), golden);
    const auto features = network->encodeImages(golden.in("images"));
    return {{"global", features.global},
            {"local", features.local},
            {"logits", network->recogniseTags(features, false).logits}};
}

Outputs runBert(const GoldenCase& golden) {
    auto bert = loaded(Bert(*configOf(golden).text), golden);
    const auto& mask = golden.in("mask");
    return {{"states", bert(golden.in("ids"), mask) * mask.unsqueeze(2)}};
}

Outputs runProjection(const GoldenCase& golden) {
    const auto& global = golden.in("global");
    const auto& local = golden.in("local");
    auto projection = loaded(Projection(global.size(1), local.size(2), *configOf(golden).projection), golden);
    Outputs outputs{{"global", projection->global(global)}, {"local", projection->local(local)}};
    projection->train();
    outputs["trainGlobal"] = projection->global(global);
    outputs["trainLocal"] = projection->local(local);
    return outputs;
}

Outputs runRoi(const GoldenCase& golden) {
    const auto grid = golden.in("grid").clone().requires_grad_();
    const int side = static_cast<int>(std::lround(std::sqrt(grid.size(1))));
    const auto pooled = roiAlign(grid, golden.in("boxes"), side);
    (pooled * golden.in("weight")).sum().backward();
    return {{"pooled", pooled.detach()}, {"gradient", grid.grad()}};
}

Outputs runTags(const GoldenCase& golden) {
    const auto& local = golden.in("local");
    auto decoder = loaded(TagDecoder(*configOf(golden).tagDecoder, static_cast<int>(local.size(2))), golden);
    const auto fast = decoder(local, false);
    const auto watched = decoder(local, true);
    if (relativeDifference(fast.logits, watched.logits) > 1e-5) throw std::runtime_error("attention changes logits");
    return {{"logits", fast.logits}, {"attention", watched.attention}};
}

/// A loss and its gradients by the names of reference.py.
void addLoss(Outputs& outputs, const std::string& name, const std::function<at::Tensor(std::vector<at::Tensor>&)>& loss,
             std::vector<at::Tensor> inputs) {
    for (auto& input : inputs) input = input.clone().requires_grad_();
    const auto value = loss(inputs);
    const auto gradients = torch::autograd::grad({value}, inputs);
    outputs[name] = value.detach();
    for (std::size_t i = 0; i < inputs.size(); ++i) outputs[name + ".gradient" + std::to_string(i)] = gradients[i];
}

Outputs runObjectives(const GoldenCase& golden) {
    const auto in = [&](const char* name) { return golden.in(name); };
    Outputs outputs;
    addLoss(outputs, "ira", [](auto& x) { return imageReportLoss(x[0], x[1]); }, {in("v"), in("t")});
    addLoss(outputs, "arsa", [&](auto& x) { return regionSentenceLoss(x[0], x[1], in("slotCounts")); },
            {in("regions"), in("sentences")});
    addLoss(outputs, "itr", [&](auto& x) { return tagLoss(x[0], in("tags")); }, {in("logits")});
    addLoss(outputs, "itrCounted", [&](auto& x) { return tagLoss(x[0], in("tags"), in("counted")); }, {in("logits")});
    addLoss(outputs, "erl", [&](auto& x) { return softLabelLoss(x[0], x[1], in("tags")); }, {in("v"), in("t")});
    outputs["targets"] = softTargets(in("tags"));
    return outputs;
}

Outputs runWords(const GoldenCase& golden) {
    return {{"summed", sumPiecesIntoWords(golden.in("states"), golden.in("words"))},
            {"sentences", sentenceEmbeddings(golden.in("features"), golden.in("indices"))}};
}

Outputs runNetwork(const GoldenCase& golden) {
    auto network = loaded(AsgNetwork(configOf(golden)), golden);
    const auto features = network->encodeImages(golden.in("images"));
    const auto image = network->embedImages(features);
    const auto text = network->embedTexts({golden.in("ids"), golden.in("mask"), golden.in("words")});
    const auto tags = network->recogniseTags(features, true);
    return {{"imageGlobal", image.global}, {"imageLocal", image.local}, {"report", text.report},
            {"words", text.words},         {"logits", tags.logits},     {"attention", tags.attention}};
}

Outputs runSchedule(const GoldenCase& golden) {
    Outputs outputs;
    for (const auto& [total, rates] : golden.group("out.")) {
        LearningRateSchedule schedule;
        schedule.totalSteps = std::stoll(total);
        auto own = at::empty_like(rates);
        for (std::int64_t step = 0; step < schedule.totalSteps; ++step) own[step] = schedule.at(step);
        outputs[total] = own;
    }
    return outputs;
}

}  // namespace

weights::TensorMap GoldenCase::group(const std::string& prefix) const {
    weights::TensorMap tensors;
    for (const auto& [name, tensor] : file.tensors) {
        if (name.starts_with(prefix)) tensors.emplace(name.substr(prefix.size()), tensor);
    }
    return tensors;
}

Outputs runGoldenCase(const GoldenCase& golden) {
    static const std::map<std::string, Outputs (*)(const GoldenCase&)> runners = {{"image", runImage},
                                                                                  {"bert", runBert},
                                                                                  {"projection", runProjection},
                                                                                  {"roi", runRoi},
                                                                                  {"tags", runTags},
                                                                                  {"words", runWords},
                                                                                  {"objectives", runObjectives},
                                                                                  {"network", runNetwork},
                                                                                  {"schedule", runSchedule},
                                                                                  {"classifier", runClassifier}};
    return runners.at(golden.kind())(golden);
}

double relativeDifference(const at::Tensor& actual, const at::Tensor& expected) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (!actual.defined() || actual.sizes() != expected.sizes() || !actual.isfinite().all().item<bool>()) {
        return infinite;
    }
    const auto scale = expected.abs().max().to(at::kDouble).item<double>();
    const auto worst = (actual.to(at::kDouble) - expected.to(at::kDouble)).abs().max().item<double>();
    return worst == 0 ? 0 : worst / scale;
}

}  // namespace asg::tests
