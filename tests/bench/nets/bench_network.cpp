// One ASG analysis of an image, timed on request: compare_network.py drives it, so that this program and PyTorch take
// turns on the same machine and share whatever else it does.
//
//     bench_network MODEL_FOLDER THREADS < requests
//
// Requests, one a line: "float32" or "bfloat16" runs the image encoder, the embeddings and the tags once, and prints
// the seconds; "peak" prints the largest memory that the process has had, in MB.

#include "models/weights/model_folder.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/randn.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <string>

namespace {

using namespace asg;

double secondsOfOneAnalysis(nets::AsgNetwork& network, const at::Tensor& images) {
    const auto start = std::chrono::steady_clock::now();
    const auto features = network->encodeImages(images);
    const auto embeddings = network->embedImages(features);
    const auto tags = network->recogniseTags(features, true);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bench_network MODEL_FOLDER THREADS < requests\n";
        return 2;
    }
    at::set_num_threads(std::stoi(argv[2]));
    const c10::InferenceMode inference;
    auto network = weights::loadNetwork(argv[1]);
    if (!network) {
        std::cerr << network.error().text << '\n';
        return 1;
    }
    const int side = (*network)->config().image.imageSize;
    const auto images = at::randn({1, 3, side, side});
    at::ScalarType type = at::kFloat;
    for (std::string request; std::getline(std::cin, request);) {
        if (request == "peak") {
            std::cout << peakMegabytes() << std::endl;
            continue;
        }
        const auto wanted = request == "bfloat16" ? at::kBFloat16 : at::kFloat;
        if (wanted != type) (*network)->to(wanted);
        type = wanted;
        std::cout << secondsOfOneAnalysis(*network, images.to(type)) << std::endl;
    }
    return 0;
}
