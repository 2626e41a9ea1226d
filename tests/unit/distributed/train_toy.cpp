// Trains a toy with a contrastive loss, batch statistics and an unused parameter for some steps, alone or as one of
// several processes, and prints the loss of each step and the weights' sum. `--fail-at N` ends rank 1 in step N.
#include "models/distributed/gradient_averager.h"
#include "models/distributed/process_group.h"

#include <torch/torch.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using asg::distributed::GradientAverager;
using asg::distributed::ProcessGroup;

constexpr int kSteps = 6;
constexpr int kGlobalBatch = 8;

struct Toy {
    at::Tensor image = torch::randn({5, 4}, torch::requires_grad());
    at::Tensor text = torch::randn({3, 4}, torch::requires_grad());
    at::Tensor unused = torch::randn({7}, torch::requires_grad());
    std::vector<at::Tensor> parameters() const { return {image, text, unused}; }
};

at::Tensor normalisedOverAll(const at::Tensor& values, const std::shared_ptr<ProcessGroup>& group) {
    const auto count = static_cast<double>(values.size(0) * group->size());
    const auto mean = asg::distributed::sumAcross(values.sum(0), group) / count;
    const auto variance = asg::distributed::sumAcross((values - mean).square().sum(0), group) / count;
    return (values - mean) / (variance + 1e-5).sqrt();
}

at::Tensor lossOf(const Toy& toy, const at::Tensor& images, const at::Tensor& texts,
                  const std::shared_ptr<ProcessGroup>& group) {
    const auto x = asg::distributed::gatherRows(normalisedOverAll(images.matmul(toy.image), group), group);
    const auto y = asg::distributed::gatherRows(normalisedOverAll(texts.matmul(toy.text), group), group);
    return torch::cross_entropy_loss(x.matmul(y.t()), torch::arange(x.size(0)));
}

void train(const std::shared_ptr<ProcessGroup>& group, int failAt) {
    torch::manual_seed(17 + group->rank());  // different on purpose: rank 0's weights must reach everybody
    Toy toy;
    if (group->rank() == 0) torch::manual_seed(99);
    GradientAverager averager(toy.parameters(), group, 64);
    torch::optim::SGD optimiser(toy.parameters(), 0.1);
    auto data = torch::make_generator<at::CPUGeneratorImpl>(5);
    const int share = kGlobalBatch / group->size();
    for (int step = 0; step < kSteps; ++step) {
        if (step == failAt && group->rank() == 1) std::_Exit(9);
        const auto images = torch::randn({kGlobalBatch, 5}, data).narrow(0, group->rank() * share, share);
        const auto texts = torch::randn({kGlobalBatch, 3}, data).narrow(0, group->rank() * share, share);
        optimiser.zero_grad();
        const auto loss = lossOf(toy, images, texts, group);
        loss.backward();
        averager.finish();
        optimiser.step();
        std::printf("%.6f\n", loss.item<double>());
    }
    std::printf("weights %.6f\n", (toy.image.sum() + toy.text.sum()).item<double>());
}

}  // namespace

int main(int argc, char** argv) {
    const int failAt = argc > 2 && std::strcmp(argv[1], "--fail-at") == 0 ? std::atoi(argv[2]) : -1;
    const auto launch = asg::distributed::launchFromEnvironment();
    if (!launch) {
        std::fprintf(stderr, "%s\n", launch.error().text.c_str());
        return 2;
    }
    const auto group = ProcessGroup::join(*launch, std::chrono::seconds(8));
    if (!group) {
        std::fprintf(stderr, "%s\n", group.error().text.c_str());
        return 1;
    }
    const auto done = (*group)->guarded([&] { train(*group, failAt); });
    if (!done) std::fprintf(stderr, "%s\n", done.error().text.c_str());
    return done ? 0 : 1;
}
