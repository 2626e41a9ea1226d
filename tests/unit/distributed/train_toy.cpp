// Trains a toy with a contrastive loss, batch statistics and an unused parameter for some steps, alone or as one of
// several processes, and prints the loss of each step and the weights' sum. `--fail-at N` ends rank 1 in step N,
// `--hang-at N` lets it stand still there; `--backend auto|gloo|nccl` and `--device cpu|cuda` (the GPU of the local
// rank).
#include "models/distributed/gradient_averager.h"
#include "models/distributed/process_group.h"

#include <torch/torch.h>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <thread>

namespace {

using asg::distributed::GradientAverager;
using asg::distributed::ProcessGroup;

constexpr int kSteps = 6;
constexpr int kGlobalBatch = 8;

struct Words {
    int failAt = -1;
    int hangAt = -1;
    std::string backend = "auto";
    std::string device = "cpu";
};

Words wordsOf(int argc, char** argv) {
    Words words;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        const std::string value = argv[i + 1];
        if (name == "--fail-at") words.failAt = std::stoi(value);
        if (name == "--hang-at") words.hangAt = std::stoi(value);
        if (name == "--backend") words.backend = value;
        if (name == "--device") words.device = value;
    }
    return words;
}

struct Toy {
    explicit Toy(const c10::Device& device)
        : image(leaf({5, 4}, device)), text(leaf({3, 4}, device)), unused(leaf({7}, device)) {}
    static at::Tensor leaf(at::IntArrayRef shape, const c10::Device& device) {
        return torch::randn(shape).to(device).requires_grad_();
    }
    at::Tensor image, text, unused;
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
    return torch::cross_entropy_loss(x.matmul(y.t()), torch::arange(x.size(0), x.device()));
}

void train(const std::shared_ptr<ProcessGroup>& group, const Words& words, const c10::Device& device) {
    torch::manual_seed(17 + group->rank());  // different on purpose: rank 0's weights must reach everybody
    Toy toy(device);
    if (group->rank() == 0) torch::manual_seed(99);
    GradientAverager averager(toy.parameters(), group, 64);
    torch::optim::SGD optimiser(toy.parameters(), 0.1);
    auto data = torch::make_generator<at::CPUGeneratorImpl>(5);
    const int share = kGlobalBatch / group->size();
    for (int step = 0; step < kSteps; ++step) {
        if (step == words.failAt && group->rank() == 1) std::_Exit(9);
        if (step == words.hangAt && group->rank() == 1) std::this_thread::sleep_for(std::chrono::hours(1));
        const auto images = torch::randn({kGlobalBatch, 5}, data).narrow(0, group->rank() * share, share).to(device);
        const auto texts = torch::randn({kGlobalBatch, 3}, data).narrow(0, group->rank() * share, share).to(device);
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
    const auto words = wordsOf(argc, argv);
    const auto launch = asg::distributed::launchFromEnvironment();
    if (!launch) {
        std::fprintf(stderr, "%s\n", launch.error().text.c_str());
        return 2;
    }
    auto device = c10::Device(c10::kCPU);
    if (words.device == "cuda") {
        // As models/inference does where a recipe asks for a GPU.
        ::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);
        device = c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(launch->localRank));
    }
    const auto transport = asg::distributed::transportFromText(words.backend);
    const auto group =
        ProcessGroup::join(*launch, {.timeout = std::chrono::seconds(8), .transport = *transport, .device = device});
    if (!group) {
        std::fprintf(stderr, "%s\n", group.error().text.c_str());
        return 1;
    }
    std::fprintf(stderr, "over %s\n", (*group)->transport().c_str());
    const auto done = (*group)->guarded([&] { train(*group, words, device); });
    if (!done) std::fprintf(stderr, "%s\n", done.error().text.c_str());
    return done ? 0 : 1;
}
