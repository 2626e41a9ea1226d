// What a GPU must do for the model: say what the CPU says, be timed, take several pictures at once, hand a picture to
// the CPU where its memory does not suffice, and be stopped. Run by run.sh; needs nothing but LibTorch.

#include "core/jobs/worker.h"
#include "models/inference/canary.h"
#include "models/inference/device.h"
#include "models/inference/image_tensor.h"
#include "models/inference/torch_backend.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <c10/util/Exception.h>
#include <torch/utils.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using namespace asg;

namespace {

using analysis::DeviceChoice;
using analysis::EncodedPicture;
using Clock = std::chrono::steady_clock;

constexpr int kSkipped = 77;
constexpr DeviceChoice kCpu{DeviceChoice::Kind::Cpu, 0};
constexpr DeviceChoice kGpu{DeviceChoice::Kind::Cuda, 0};
constexpr int kPictures = 12;
constexpr int kTimed = 50;

bool g_failed = false;

void report(bool isRight, const char* what, const std::string& found) {
    std::printf("%-4s %s: %s\n", isRight ? "ok" : "FAIL", what, found.c_str());
    std::fflush(stdout);
    g_failed = g_failed || !isRight;
}

[[noreturn]] void giveUp(const std::string& reason) {
    std::printf("FAIL %s\n", reason.c_str());
    std::exit(1);
}

std::unique_ptr<analysis::Backend> backendOn(const std::filesystem::path& model, const DeviceChoice& device) {
    auto backend = inference::loadTorchBackend(model, device);
    if (!backend) giveUp(backend.error().text);
    return std::move(*backend);
}

/// Made pictures, each another one: the canary's chest, lighter, darker and moved.
vision::ModelInput pictureOf(const vision::InputSpec& spec, int number) {
    auto input = inference::canaryInput(spec);
    const auto plain = input.grey;
    for (int row = 0; row < spec.crop; ++row)
        for (int column = 0; column < spec.crop; ++column) {
            const int from = std::clamp(column + 3 * (number % 5 - 2), 0, spec.crop - 1);
            const float wave = 25 * std::sin(0.05F * static_cast<float>((number + 1) * row + 7 * column));
            input.grey[static_cast<std::size_t>(row) * spec.crop + column] =
                std::clamp(plain[static_cast<std::size_t>(row) * spec.crop + from] + wave, 0.0F, 255.0F);
        }
    return input;
}

EncodedPicture encoded(analysis::Backend& backend, int number) {
    auto outcome = backend.encode(pictureOf(backend.card().input, number), {}, {});
    if (!outcome.done()) giveUp(outcome.failed() ? outcome.error().text : "an analysis was cancelled by nobody");
    return std::move(outcome).value();
}

/// Largest difference of what two runs say: edges in fractions of the crop, probabilities. Infinite where one of them
/// has a region that the other has not.
double largestDifference(const EncodedPicture& a, const EncodedPicture& b, double crop) {
    if (a.regions.size() != b.regions.size() || a.tags.size() != b.tags.size()) return HUGE_VAL;
    double largest = 0;
    const auto note = [&largest](double x, double y) { largest = std::max(largest, std::abs(x - y)); };
    for (std::size_t i = 0; i < a.regions.size(); ++i) {
        const auto& one = a.regions[i].boxInCropPixels;
        const auto& other = b.regions[i].boxInCropPixels;
        if (a.regions[i].region != b.regions[i].region) return HUGE_VAL;
        note(a.regions[i].presence, b.regions[i].presence);
        for (const auto& [x, y] :
             {std::pair(one.x1, other.x1), {one.y1, other.y1}, {one.x2, other.x2}, {one.y2, other.y2}})
            note(x / crop, y / crop);
    }
    for (std::size_t i = 0; i < a.tags.size(); ++i) note(a.tags[i].probability, b.tags[i].probability);
    return largest;
}

void checkParity(analysis::Backend& cpu, analysis::Backend& gpu) {
    double largest = 0;
    for (int i = 0; i < kPictures; ++i)
        largest = std::max(largest, largestDifference(encoded(cpu, i), encoded(gpu, i), cpu.card().input.crop));
    report(largest <= 0.01, "parity",
           "largest difference of " + std::to_string(kPictures) + " pictures " + std::to_string(largest) +
               " (at most 0.01)");
}

double medianMilliseconds(analysis::Backend& backend) {
    std::vector<double> times;
    for (int i = 0; i < kTimed; ++i) {
        const auto begun = Clock::now();
        encoded(backend, i);
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
    }
    std::ranges::nth_element(times, times.begin() + kTimed / 2);
    return times[kTimed / 2];
}

void timeLatency(analysis::Backend& cpu, analysis::Backend& gpu) {
    const double onCpu = medianMilliseconds(cpu);
    const double onGpu = medianMilliseconds(gpu);
    report(true, "latency",
           "median of " + std::to_string(kTimed) + ": CPU " + std::to_string(onCpu) + " ms, GPU " +
               std::to_string(onGpu) + " ms");
}

/// Several pictures in one pass say what each says alone.
void checkBatch(const std::filesystem::path& folder, const c10::Device& device) {
    const torch::NoGradGuard off;
    auto model = inference::readModelFolder(folder);
    if (!model) giveUp(model.error().text);
    model->network->to(device);
    for (const int size : {1, 8, 32}) {
        std::vector<at::Tensor> images;
        for (int i = 0; i < size; ++i)
            images.push_back(inference::imageTensor(pictureOf(model->card.input, i)).to(device));
        const auto together = [&] {
            return model->network->findRegions(model->network->encodeImages(at::cat(images)));
        };
        auto boxes = together().boxes;
        const auto begun = Clock::now();
        boxes = together().boxes.to(at::kCPU);
        const auto taken = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
        const auto alone = model->network->findRegions(model->network->encodeImages(images.back())).boxes.to(at::kCPU);
        const double difference = (boxes[size - 1] - alone[0]).abs().max().item<double>();
        report(difference <= 0.001, "batch",
               std::to_string(size) + " pictures in " + std::to_string(taken) + " ms, difference from one alone " +
                   std::to_string(difference) + " (at most 0.001)");
    }
}

/// Takes all of the GPU's memory, what Torch keeps for later included.
std::vector<at::Tensor> allMemory(const c10::Device& device) {
    std::vector<at::Tensor> taken;
    for (std::int64_t bytes = std::int64_t{1} << 32; bytes >= 512; bytes /= 2) try {
            while (true) taken.push_back(at::empty({bytes}, at::TensorOptions().dtype(at::kByte).device(device)));
        } catch (const c10::OutOfMemoryError&) {
            continue;
        }
    return taken;
}

void checkFallBack(analysis::Backend& cpu, analysis::Backend& gpu, const c10::Device& device) {
    auto taken = allMemory(device);
    const auto said = encoded(gpu, 3);
    taken.clear();
    const bool isWarned = std::ranges::any_of(
        said.warnings, [](const auto& warning) { return warning.code == domain::WarningCode::DeviceFallback; });
    const double difference = largestDifference(said, encoded(cpu, 3), cpu.card().input.crop);
    report(isWarned && said.device == "CPU" && difference <= 0.01, "out of memory",
           "ran on " + said.device + (isWarned ? ", warned" : ", NOT warned") + ", difference from the CPU " +
               std::to_string(difference));
}

/// A picture that is stopped in the worker ends as cancelled, at once, and the next one is analysed.
void checkCancel(analysis::Backend& gpu) {
    jobs::Worker worker;
    bool isCancelled = false;
    bool isDone = false;
    const auto jobOf = [&](int number, auto finished, auto progressed) {
        return jobs::Job<EncodedPicture>{[&gpu, number](std::stop_token stop, const base::Progress& progress) {
                                             return gpu.encode(pictureOf(gpu.card().input, number), std::move(stop),
                                                               progress);
                                         },
                                         std::move(finished), std::move(progressed)};
    };
    const auto begun = Clock::now();
    worker.enqueue(jobOf(
        1, [&](jobs::RequestId, const base::Outcome<EncodedPicture>& outcome) { isCancelled = outcome.cancelled(); },
        [&worker](jobs::RequestId, double, std::string_view) { worker.cancelAll(); }));
    worker.wait();
    const auto taken = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    worker.enqueue(jobOf(
        2, [&](jobs::RequestId, const base::Outcome<EncodedPicture>& outcome) { isDone = outcome.done(); },
        [](jobs::RequestId, double, std::string_view) {}));
    worker.wait();
    report(isCancelled && isDone && taken < 1000, "cancel",
           std::string(isCancelled ? "cancelled" : "NOT cancelled") + " after " + std::to_string(taken) +
               " ms, the next picture " + (isDone ? "analysed" : "NOT analysed"));
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: device_check MODEL\n");
        return 2;
    }
    const std::filesystem::path model = words[1];
    const auto device = inference::chooseDevice(kGpu);
    if (!device) {
        std::printf("skipped: %s\n", device.error().text.c_str());
        return kSkipped;
    }
    const auto cpu = backendOn(model, kCpu);
    const auto gpu = backendOn(model, kGpu);
    checkParity(*cpu, *gpu);
    timeLatency(*cpu, *gpu);
    checkBatch(model, *device);
    checkCancel(*gpu);
    checkFallBack(*cpu, *gpu, *device);  // the last one: the model stays on the CPU
    return g_failed ? 1 : 0;
}
