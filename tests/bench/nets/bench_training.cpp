// Steps of `asg train pretrain`, timed on request: compare_training.py drives it, so that this program and a PyTorch
// loop take turns on the same machine and share whatever else it does.
//
//     bench_training RECIPE FOLDER < requests
//
// Makes a data set of phantoms in FOLDER/data and writes FOLDER/begin.safetensors, the network before its first step
// and the first batches of the training's loader; then says "ready". Requests, one a line:
//     step      one step on the next of these batches: seconds, processor seconds, then total, ira, arsa, itr, erl
//     loader    the loader alone: pictures a second
//     fed       four steps that the loader feeds meanwhile: pictures a second, and the share of the time spent waiting
//     peak      the largest memory that the process has had, in MB

#include "models/pretraining/learner.h"
#include "models/pretraining/loader.h"
#include "models/pretraining/start.h"
#include "models/training/reuse_memory.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using namespace asg;
using namespace asg::pretraining;
using Clock = std::chrono::steady_clock;

constexpr int kBatches = 4;
constexpr int kLoadedBatches = 16;
constexpr tests::PictureSize kPictures{256, 216};  // the longest side of an imported data set's

template <typename T>
T valueOf(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

SampleMaker makerOf(const PretrainRecipe& recipe) {
    return {valueOf(text::ReportParser::load(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology")),
            valueOf(startTokenizer(recipe)), sampleSettingsOf(recipe)};
}

class Bench {
public:
    Bench(const PretrainRecipe& recipe, const std::filesystem::path& folder)
        : m_recipe(recipe),
          m_dataset(tests::makeDataset(folder / "data", kBatches * recipe.batch, 0, kPictures)),
          m_maker(makerOf(recipe)),
          m_learner({recipe, valueOf(distributed::ProcessGroup::join({}, {})), c10::kCPU, recipe.bfloat16 == "on"},
                    valueOf(startNetwork(recipe)).network) {
        for (const auto& entry : m_dataset.entries) m_entries.push_back(&entry);
        Loader loader(m_maker, m_dataset.folder, m_entries, plan(), 0);
        for (int i = 0; i < kBatches; ++i) m_batches.push_back(valueOf(loader.next()));
        writeBeginning(folder / "begin.safetensors");
        m_learner.begin();
    }

    void answer(const std::string& request) {
        if (request == "step") {
            step();
        } else if (request == "loader") {
            std::cout << loaderAlone() << std::endl;
        } else if (request == "fed") {
            fed();
        } else if (request == "peak") {
            std::cout << peakMegabytes() << std::endl;
        } else {
            throw std::runtime_error("no such request: " + request);
        }
    }

private:
    [[nodiscard]] LoaderPlan plan() const {
        return {.seed = m_recipe.seed,
                .batch = m_recipe.batch,
                .threads = m_recipe.loaderThreads,
                .ahead = m_recipe.batchesAhead};
    }

    void writeBeginning(const std::filesystem::path& path) {
        weights::TensorMap tensors;
        for (const auto& [name, tensor] : weights::stateOf(*m_learner.network())) tensors["weights." + name] = tensor;
        for (std::size_t i = 0; i < m_batches.size(); ++i) {
            const auto& batch = m_batches[i];
            const std::string prefix = "batch." + std::to_string(i) + ".";
            tensors[prefix + "grey"] = batch.grey;
            tensors[prefix + "ids"] = batch.texts.ids;
            tensors[prefix + "mask"] = batch.texts.mask;
            tensors[prefix + "words"] = batch.texts.words;
            tensors[prefix + "boxes"] = batch.boxes;
            tensors[prefix + "slotCounts"] = batch.slotCounts;
            tensors[prefix + "wordIndices"] = batch.wordIndices;
            tensors[prefix + "labels"] = batch.labels;
            tensors[prefix + "counts"] = batch.counts;
        }
        valueOf(weights::writeSafetensors(path, tensors, {{"config", nets::toJson(m_recipe.network).dump()}}));
    }

    void step() {
        const auto next = [this]() -> base::Result<Batch> {
            return m_batches[static_cast<std::size_t>(m_step) % m_batches.size()];
        };
        const auto begin = Clock::now();
        const double worked = processorSeconds();
        const auto figures = valueOf(m_learner.step(m_step, m_recipe.learningRate, next));
        std::cout << secondsSince(begin) << " " << processorSeconds() - worked;
        for (int i = 0; i < 5; ++i) std::cout << " " << figures[i].item<double>();
        std::cout << std::endl;
        ++m_step;
    }

    double loaderAlone() {
        const auto begin = Clock::now();
        Loader loader(m_maker, m_dataset.folder, m_entries, plan(), 0);
        for (int i = 0; i < kLoadedBatches; ++i) valueOf(loader.next());
        return kLoadedBatches * m_recipe.batch / secondsSince(begin);
    }

    void fed() {
        Loader loader(m_maker, m_dataset.folder, m_entries, plan(), 0);
        const auto next = [&loader] { return loader.next(); };
        valueOf(m_learner.step(m_step++, m_recipe.learningRate, next));  // the first batch is always waited for
        const double waited = loader.secondsWaited();
        const auto begin = Clock::now();
        for (int i = 0; i < kBatches; ++i) valueOf(m_learner.step(m_step++, m_recipe.learningRate, next));
        const double seconds = secondsSince(begin);
        std::cout << kBatches * m_recipe.batch / seconds << " " << (loader.secondsWaited() - waited) / seconds
                  << std::endl;
    }

    const PretrainRecipe& m_recipe;
    Dataset m_dataset;
    SampleMaker m_maker;
    Learner m_learner;
    std::vector<const Entry*> m_entries;
    std::vector<Batch> m_batches;
    std::int64_t m_step = 0;
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::cerr << "usage: bench_training RECIPE FOLDER < requests\n";
        return 2;
    }
    const auto recipe = valueOf(readPretrainRecipe(argv[1]));
    at::set_num_threads(recipe.threads);
    training::reuseFreedMemory();
    Bench bench(recipe, argv[2]);
    std::cout << "ready" << std::endl;
    for (std::string request; std::getline(std::cin, request);) bench.answer(request);
    return 0;
} catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
}
