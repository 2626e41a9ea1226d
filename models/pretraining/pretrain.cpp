#include "models/pretraining/pretrain.h"

#include "core/analysis/backend.h"
#include "core/base/atomic_file.h"
#include "core/base/printable.h"
#include "core/base/translatable.h"
#include "models/inference/device.h"
#include "models/pretraining/pretrain_steps.h"
#include "models/training/reuse_memory.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <nlohmann/json.hpp>

#include <cstring>
#include <functional>
#include <ostream>
#include <utility>

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using distributed::Launch;
using distributed::ProcessGroup;

/// The GPU of this process, where several train on one machine and the recipe names none by number.
Result<c10::Device> deviceOf(const PretrainRecipe& recipe, const Launch& launch) {
    auto choice = analysis::parseDevice(recipe.device);
    if (!choice) return choice.error();
    auto device = inference::chooseDevice(*choice);
    if (!device || !device->is_cuda() || launch.worldSize == 1 || recipe.device.find(':') != std::string::npos)
        return device;
    return inference::chooseDevice({analysis::DeviceChoice::Kind::Cuda, launch.localRank});
}

bool processorHasBfloat16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

bool usesBfloat16(const PretrainRecipe& recipe, const c10::Device& device) {
    if (recipe.bfloat16 != "auto") return recipe.bfloat16 == "on";
    return device.is_cuda() || processorHasBfloat16();
}

Result<SampleMaker> makerOf(const PretrainRecipe& recipe, const std::filesystem::path& ontology) {
    text::ParserOptions options;
    options.pairs = recipe.pairs;
    auto parser = text::ReportParser::load(ontology, options);
    if (!parser) return parser.error();
    auto tokenizer = startTokenizer(recipe);
    if (!tokenizer) return tokenizer.error();
    return SampleMaker(std::move(*parser), std::move(*tokenizer), sampleSettingsOf(recipe));
}

Error tooFew(const Dataset& dataset, const Parts& parts) {
    return {ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "%1: its training part has %2 pictures with a report, which is less than "
                                             "one step of all processes needs (batch × accumulate × processes)."),
                           {dataset.folder.string(), std::to_string(parts.train.size())}}};
}

void say(const PretrainSteps& steps, const Parts& parts, const StartedNetwork& started, const Running& running,
         std::ostream& messages) {
    const auto list = [&messages](const char* words, const std::vector<std::string>& names) {
        if (names.empty()) return;
        messages << words;
        for (const auto& name : names) messages << " " << base::printable(name);
        messages << "\n";
    };
    messages << parts.train.size() << " pictures with reports to train on, " << parts.validate.size()
             << " to validate, " << parts.withoutReport << " without a report left out\n";
    list("weights taken from the start folder:", started.taken);
    list("begun at random:", started.fresh);
    messages << steps.totalSteps() << " steps, " << steps.stepsPerEpoch() << " an epoch, " << running.group->size()
             << (running.group->size() == 1 ? " process" : " processes over " + running.group->transport()) << ", "
             << inference::deviceName(running.device) << (running.bfloat16 ? ", bfloat16" : ", float32") << "\n";
    if (validationBatch(running.recipe, parts.validate.size(), running.group->size()) == 0)
        messages << "no validation: its part of the data set is empty, or too small for so many processes\n";
}

/// Rank 0's bytes in every process.
std::string fromFirst(const std::string& ownBytes, ProcessGroup& group) {
    if (group.size() == 1) return ownBytes;
    std::vector<at::Tensor> size{at::full({1}, static_cast<std::int64_t>(ownBytes.size()), at::kLong)};
    group.copyFromFirst(size);
    std::vector<at::Tensor> bytes{at::empty({size[0].item<std::int64_t>()}, at::kByte)};
    if (bytes[0].numel() == 0) return {};
    if (group.rank() == 0) std::memcpy(bytes[0].mutable_data_ptr(), ownBytes.data(), ownBytes.size());
    group.copyFromFirst(bytes);
    return {static_cast<const char*>(bytes[0].const_data_ptr()), static_cast<std::size_t>(bytes[0].numel())};
}

/// From rank 0's checkpoint, where it has one.
Result<void> goOn(training::TrainingLoop& loop, const training::LoopPlan& plan, ProcessGroup& group) {
    std::string own;
    if (group.rank() == 0) {
        auto content = training::readCheckpointFile(plan.checkpoint);
        if (!content) return content.error();
        own = std::move(*content);
    }
    const std::string content = fromFirst(own, group);
    if (content.empty()) return {};
    auto checkpoint = training::StoredCheckpoint::read(content, plan.checkpoint.string(), plan.identity);
    if (!checkpoint) return checkpoint.error();
    return loop.goOnFrom(*checkpoint);
}

base::Outcome<bool> train(const Running& running, const SampleMaker& maker, const Dataset& dataset,
                          const std::filesystem::path& out, bool resume, std::ostream& messages,
                          const std::stop_token& stop) {
    auto started = startNetwork(running.recipe);
    if (!started) return started.error();
    started->network->to(running.device);
    const Parts parts = partsOf(dataset);
    PretrainSteps steps(running, maker, dataset, parts, *started, out);
    if (steps.stepsPerEpoch() == 0) return tooFew(dataset, parts);
    say(steps, parts, *started, running, messages);
    const bool first = running.group->rank() == 0;
    const auto plan = steps.plan();
    training::TrainingLoop loop(plan, steps, messages);
    if (resume)
        if (auto resumed = goOn(loop, plan, *running.group); !resumed) return resumed.error();
    if (first)
        if (auto written = base::writeFileAtomically(out / "recipe.json", toJson(running.recipe).dump(1) + "\n");
            !written)
            return written.error();
    const auto ended = loop.run(stop);
    if (ended.failed()) return ended.error();
    if (ended.cancelled()) return base::Cancelled{};
    if (auto finished = steps.finish(ended.value().steps); !finished) return finished.error();
    if (first)
        if (auto written = base::writeFileAtomically(out / "summary.json", steps.summary(ended.value()).dump(1) + "\n");
            !written)
            return written.error();
    return ended.value().steps < plan.steps;
}

/// Turns what Torch throws into an error: of this process's memory, or of another process that is gone.
base::Outcome<bool> guarded(const ProcessGroup& group, const std::function<base::Outcome<bool>()>& job) {
    std::optional<base::Outcome<bool>> ended;
    const auto run = [&] {
        try {
            ended.emplace(job());
        } catch (const std::bad_alloc&) {
            ended.emplace(
                Error{ErrorCode::OutOfMemory,
                      base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory for this training.")}});
        } catch (const c10::OutOfMemoryError&) {
            ended.emplace(Error{
                ErrorCode::OutOfMemory,
                base::Sentence{QT_TRANSLATE_NOOP(
                    "Error", "The device has not enough memory. A smaller batch with more accumulate needs less.")}});
        }
    };
    if (group.size() > 1) {
        if (auto done = group.guarded(run); !done) return done.error();
        return *ended;
    }
    try {
        run();
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "The training stopped: %1"), {base::reasonOf(failure)}}};
    }
    return *ended;
}

}  // namespace

base::Outcome<bool> pretrain(const PretrainRecipe& recipe, const Dataset& dataset,
                             const std::filesystem::path& ontology, const std::filesystem::path& out, bool resume,
                             const Launch& launch, std::ostream& messages, const std::stop_token& stop) {
    std::ostream silent(nullptr);
    const auto maker = makerOf(recipe, ontology);
    if (!maker) return maker.error();
    const auto device = deviceOf(recipe, launch);
    if (!device) return device.error();
    const auto transport = distributed::transportFromText(recipe.backend);
    if (!transport) return transport.error();
    auto group = ProcessGroup::join(launch, {.transport = *transport, .device = *device});
    if (!group) return group.error();
    at::set_num_threads(recipe.threads);
    training::reuseFreedMemory();
    const Running running{recipe, *group, *device, usesBfloat16(recipe, *device)};
    return guarded(**group, [&] {
        return train(running, *maker, dataset, out, resume, launch.rank == 0 ? messages : silent, stop);
    });
}

}  // namespace asg::pretraining
