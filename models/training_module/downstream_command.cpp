#include "models/training_module/downstream_command.h"

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/printable.h"
#include "core/base/resources.h"
#include "core/base/translatable.h"
#include "models/downstream/task.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <system_error>
#include <utility>

namespace asg::training_module {
namespace {

using downstream::TaskOptions;
using downstream::TaskResult;
using Evaluate = base::Outcome<TaskResult> (*)(const TaskOptions&, const std::stop_token&);

/// The words of the command line, before they are understood.
struct Words {
    TaskOptions options;
    std::string layout = "auto";
    std::string device = "auto";
    std::string split = "test";
    std::filesystem::path settings;
    bool json = false;
};

/// Reads what needs more than a parser. Errors name the word.
base::Result<TaskOptions> understand(const Words& words) {
    TaskOptions options = words.options;
    const auto wrong = [](base::Sentence why) { return base::Error{base::ErrorCode::InvalidArgument, std::move(why)}; };
    if (words.layout != "auto") {
        options.layout = downstream::layoutFromName(words.layout);
        if (!options.layout)
            return wrong(
                base::Sentence{QT_TRANSLATE_NOOP("Error", "--layout %1: this layout is not known."), {words.layout}});
    }
    const auto split = pretraining::splitFromName(words.split);
    if (!split)
        return wrong(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "--split %1: it is train, validate or test."), {words.split}});
    options.split = *split;
    const auto device = analysis::parseDevice(words.device);
    if (!device) return device.error();
    options.device = *device;
    if (!words.settings.empty()) {
        auto settings = downstream::readProtocolSettings(words.settings);
        if (!settings) return settings.error();
        options.settings = std::move(*settings);
    }
    std::error_code failed;
    if (!options.out.empty()) std::filesystem::create_directories(options.out, failed);
    if (failed)
        return base::systemError(options.out, failed.value(),
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be made")});  // before hours of work
    return options;
}

void nameLeftOut(const TaskResult& result, const CommandStreams& streams) {
    constexpr std::size_t kMost = 10;
    for (std::size_t i = 0; i < std::min(kMost, result.leftOut.size()); ++i)
        streams.messages << "asg: left out: " << base::printable(result.leftOut[i].error.text) << "\n";
    if (result.leftOut.size() > kMost)
        streams.messages << "asg: … and " << result.leftOut.size() - kMost << " more (--json names them all)\n";
}

int run(const Words& words, Evaluate evaluate, const CommandStreams& streams) {
    auto options = understand(words);
    if (!options) {
        streams.fail(options.error());
        return options.error().code == base::ErrorCode::InvalidArgument ? Exit::kWrongUsage : Exit::kFailed;
    }
    const auto evaluation = [&] {
        training::ProgressLine line(streams.messages);
        options->progress = training::progressOn(line);
        return evaluate(*options, streams.stop);
    }();
    if (evaluation.cancelled()) return Exit::kInterrupted;
    if (evaluation.failed()) return streams.fail(evaluation.error());
    const TaskResult& result = evaluation.value();
    nameLeftOut(result, streams);
    if (words.json) {
        streams.out << result.document.dump(2) << "\n";
    } else {
        streams.out << result.text;
    }
    return result.leftOut.empty() ? Exit::kDone : Exit::kFailed;
}

void addCommonOptions(CLI::App& command, Words& words) {
    words.options.model = analysis::shippedModelFolder();
    words.options.ontology = base::resourceFolder() / "ontology";
    command.add_option("--data", words.options.data, "Folder of the data set")->required();
    command.add_option("--model", words.options.model, "Model folder (the shipped model unless said)");
    command.add_option("--device", words.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command.add_option("--out", words.options.out, "Folder for the predictions as CSV");
    command.add_flag("--json", words.json, "Print one JSON document");
}

void addProtocolOptions(CLI::App& command, Words& words) {
    command
        .add_option("--layout", words.layout,
                    "auto, nih, chest-nih, chexpert, rsna, covidx or siim (docs/downstream.md)")
        ->capture_default_str();
    command.add_option("--seed", words.options.seed, "Of divisions, shares and training")->capture_default_str();
    command.add_option("--settings", words.settings, "JSON: what differs from the protocol (docs/downstream.md)");
}

void addShares(CLI::App& command, Words& words) {
    command
        .add_option("--share", words.options.shares,
                    "Percent of the training pictures; several give one run each, such as 1 10 100")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
}

}  // namespace

void addDownstreamCommands(CLI::App& evaluate, const CommandStreams& streams, std::function<int()>& chosen) {
    const auto add = [&](const char* name, const char* about, Evaluate task) {
        auto* command = evaluate.add_subcommand(name, about);
        const auto words = std::make_shared<Words>();
        addCommonOptions(*command, *words);
        command->callback([words, task, &streams, &chosen] {
            chosen = [words, task, &streams] { return run(*words, task, streams); };
        });
        return std::pair{command, words};
    };
    const auto [probe, probeWords] = add("linear-probe", "One linear layer over the model's frozen picture features",
                                         downstream::evaluateLinearProbe);
    addProtocolOptions(*probe, *probeWords);
    addShares(*probe, *probeWords);
    const auto [zeroShot, zeroShotWords] =
        add("zero-shot", "Classes by a positive and a negative prompt each", downstream::evaluateZeroShot);
    addProtocolOptions(*zeroShot, *zeroShotWords);
    zeroShot->add_option("--prompts", zeroShotWords->options.prompts,
                         "JSON: {class: {\"positive\": text or [texts], \"negative\": …}}");
    const auto [segmentation, segmentationWords] =
        add("segmentation", "A decoder over the frozen encoder (rsna, siim)", downstream::evaluateSegmentation);
    addProtocolOptions(*segmentation, *segmentationWords);
    addShares(*segmentation, *segmentationWords);
    const auto [retrieval, retrievalWords] =
        add("retrieval", "Pictures and reports of an ASG data set, each by the other", downstream::evaluateRetrieval);
    retrieval->add_option("--split", retrievalWords->split, "train, validate or test")->capture_default_str();
    retrieval->add_option("--ontology", retrievalWords->options.ontology, "The report parser's tables")
        ->capture_default_str();
}

}  // namespace asg::training_module
