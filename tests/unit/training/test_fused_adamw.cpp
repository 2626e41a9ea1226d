#include "models/training/fused_adamw.h"

#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randn.h>
#include <torch/serialize.h>
#include <torch/utils.h>

#include <algorithm>
#include <sstream>

#undef slots
#include <QtTest>

using namespace asg;
using training::FusedAdamW;

namespace {

using torch::optim::AdamW;
using torch::optim::AdamWOptions;
using torch::optim::OptimizerParamGroup;

using Parameters = std::vector<at::Tensor>;

/// Odd sizes, so that the kernel's vectors do not fit; one that lies in channels-last order; one that gets no gradient.
Parameters makeParameters() {
    torch::manual_seed(3);
    Parameters parameters{at::randn({37, 29}), at::randn({101}), at::randn({8, 3, 5, 5}), at::randn({7})};
    parameters[2] = parameters[2].contiguous(at::MemoryFormat::ChannelsLast);
    for (auto& parameter : parameters) parameter.requires_grad_(true);
    return parameters;
}

/// Two groups: matrices decay, the others do not and learn at half the rate.
std::vector<OptimizerParamGroup> groupsOf(const Parameters& parameters) {
    const auto options = [](double rate, double decay) {
        auto made = std::make_unique<AdamWOptions>(rate);
        made->weight_decay(decay);
        return made;
    };
    return {{{parameters[0], parameters[2]}, options(3e-3, 0.1)}, {{parameters[1], parameters[3]}, options(1.5e-3, 0)}};
}

/// Gradients of one step, the same for each optimiser, in plain order whatever the parameter's.
void giveGradients(const Parameters& parameters, int step) {
    torch::manual_seed(100 + static_cast<std::uint64_t>(step));
    for (std::size_t i = 0; i + 1 < parameters.size(); ++i)
        parameters[i].mutable_grad() = at::randn(parameters[i].sizes());
}

void train(torch::optim::Optimizer& optimizer, const Parameters& parameters, int from, int to) {
    for (int step = from; step < to; ++step) {
        giveGradients(parameters, step);
        optimizer.step();
    }
}

bool areClose(const Parameters& a, const Parameters& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return at::allclose(x, y, 1e-5, 1e-6); });
}

template <typename From, typename To>
bool goesOnFromTheOthersState() {
    const auto parameters = makeParameters();
    From whole(groupsOf(parameters));
    train(whole, parameters, 0, 4);
    std::stringstream stream;
    torch::save(whole, stream);

    Parameters others;
    for (const auto& parameter : parameters) others.push_back(parameter.detach().clone().requires_grad_(true));
    To resumed(groupsOf(others));
    torch::load(resumed, stream);
    train(resumed, others, 4, 8);
    train(whole, parameters, 4, 8);
    return areClose(parameters, others);
}

}  // namespace

class TestFusedAdamW : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsAreThoseOfAdamW() {
        const auto plainParameters = makeParameters();
        const auto fusedParameters = makeParameters();
        AdamW plain(groupsOf(plainParameters));
        FusedAdamW fused(groupsOf(fusedParameters));
        for (int step = 0; step < 10; ++step) {
            train(plain, plainParameters, step, step + 1);
            train(fused, fusedParameters, step, step + 1);
            QVERIFY2(areClose(plainParameters, fusedParameters), qPrintable(QString("step %1").arg(step)));
        }
        QVERIFY(!areClose(fusedParameters, makeParameters()));
    }

    void aParameterWithoutGradientStays() {
        const auto parameters = makeParameters();
        FusedAdamW fused(groupsOf(parameters));
        train(fused, parameters, 0, 2);
        QVERIFY(at::equal(parameters[3], makeParameters()[3]));
    }

    /// A gradient that comes later than the others' begins with its own first step.
    void aParameterThatComesLaterBeginsAnew() {
        const auto plainParameters = makeParameters();
        const auto fusedParameters = makeParameters();
        AdamW plain(groupsOf(plainParameters));
        FusedAdamW fused(groupsOf(fusedParameters));
        train(plain, plainParameters, 0, 3);
        train(fused, fusedParameters, 0, 3);
        plainParameters[3].mutable_grad() = at::ones_like(plainParameters[3]);
        fusedParameters[3].mutable_grad() = at::ones_like(fusedParameters[3]);
        train(plain, plainParameters, 3, 5);
        train(fused, fusedParameters, 3, 5);
        QVERIFY(areClose(plainParameters, fusedParameters));
    }

    void checkpointsOfEitherAreReadByTheOther() {
        QVERIFY((goesOnFromTheOthersState<AdamW, FusedAdamW>()));
        QVERIFY((goesOnFromTheOthersState<FusedAdamW, AdamW>()));
    }

    void amsgradIsRefused() {
        const auto parameters = makeParameters();
        FusedAdamW fused(parameters, AdamWOptions(1e-3).amsgrad(true));
        giveGradients(parameters, 0);
        QVERIFY_THROWS_EXCEPTION(c10::Error, fused.step());
    }
};

QTEST_APPLESS_MAIN(TestFusedAdamW)
#include "test_fused_adamw.moc"
