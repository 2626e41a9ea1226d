#include "models/pretraining/pretrain.h"

#include "core/analysis/backend.h"
#include "core/base/atomic_file.h"
#include "core/base/printable.h"
#include "models/inference/device.h"
#include "models/pretraining/trainer.h"
#include "models/training/reuse_memory.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <ostream>

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
            dataset.folder.string() + ": its training part has " + std::to_string(parts.train.size()) +
                " pictures with a report, which is less than one step of all processes needs (batch × accumulate × "
                "processes)."};
}

void say(const Trainer& trainer, const Parts& parts, const StartedNetwork& started, const Running& running,
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
    messages << trainer.totalSteps() << " steps, " << trainer.stepsPerEpoch() << " an epoch, " << running.group->size()
             << (running.group->size() == 1 ? " process" : " processes over " + running.group->transport()) << ", "
             << inference::deviceName(running.device) << (running.bfloat16 ? ", bfloat16" : ", float32") << "\n";
    if (validationBatch(running.recipe, parts.validate.size(), running.group->size()) == 0)
        messages << "no validation: its part of the data set is empty, or too small for so many processes\n";
}

base::Outcome<bool> train(const Running& running, const SampleMaker& maker, const Dataset& dataset,
                          const std::filesystem::path& out, bool resume, std::ostream& messages,
                          const std::stop_token& stop) {
    auto started = startNetwork(running.recipe);
    if (!started) return started.error();
    started->network->to(running.device);
    const Parts parts = partsOf(dataset);
    Trainer trainer(running, maker, dataset, parts, *started, out);
    if (trainer.stepsPerEpoch() == 0) return tooFew(dataset, parts);
    say(trainer, parts, *started, running, messages);
    if (resume) {
        const auto resumed = trainer.resume();
        if (!resumed) return resumed.error();
        if (*resumed) messages << "going on after step " << trainer.step() << " of " << trainer.totalSteps() << "\n";
    }
    if (running.group->rank() == 0)
        if (auto written = base::writeFileAtomically(out / "recipe.json", toJson(running.recipe).dump(1) + "\n");
            !written)
            return written.error();
    const auto trained = trainer.run(messages, stop);
    if (!trained.done()) return trained;
    if (running.group->rank() == 0)
        if (auto written =
                base::writeFileAtomically(out / "summary.json", trainer.summary(trained.value()).dump(1) + "\n");
            !written)
            return written.error();
    return trained;
}

/// Turns what Torch throws into an error: of this process's memory, or of another process that is gone.
base::Outcome<bool> guarded(const ProcessGroup& group, const std::function<base::Outcome<bool>()>& job) {
    std::optional<base::Outcome<bool>> ended;
    const auto run = [&] {
        try {
            ended.emplace(job());
        } catch (const std::bad_alloc&) {
            ended.emplace(Error{ErrorCode::OutOfMemory, "There is not enough memory for this training."});
        } catch (const c10::OutOfMemoryError&) {
            ended.emplace(Error{ErrorCode::OutOfMemory,
                                "The device has not enough memory. A smaller batch with more accumulate needs less."});
        }
    };
    if (group.size() > 1) {
        if (auto done = group.guarded(run); !done) return done.error();
        return *ended;
    }
    try {
        run();
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal, std::string("The training stopped: ") + base::reasonOf(failure)};
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
