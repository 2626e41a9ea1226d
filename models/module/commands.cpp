#include "models/module/commands.h"

#include "models/alignment/alignment_command.h"
#include "models/module/evaluate_command.h"
#include "models/module/model_command.h"
#include "models/module/train_command.h"
#include "models/pretraining/import_command.h"
#include "models/pretraining/pretrain_command.h"
#include "models/tags/tags_command.h"
#include "models/weights/convert_command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <ostream>
#include <vector>

namespace asg::module {

int Console::fail(const base::Error& error) const {
    messages << "asg: " << error.text << "\n";
    return kFailed;
}

int runModelsCommand(std::span<const std::string> arguments, const Console& console) {
    // These understand their own words.
    const auto asked = [&](const char* command, const char* about) {
        return arguments.size() >= 2 && arguments[0] == command && arguments[1] == about;
    };
    const auto rest = arguments.subspan(std::min<std::size_t>(2, arguments.size()));
    if (asked("model", "convert")) return weights::convertCommand(rest, console.out, console.messages);
    if (asked("train", "pretrain"))
        return pretraining::pretrainCommand(rest, console.out, console.messages, console.stop);
    if (asked("train", "dataset")) return pretraining::importCommand(rest, console.out, console.messages, console.stop);
    if (asked("train", "tags")) return tags::trainTagsCommand(rest, console.out, console.messages, console.stop);
    if (asked("train", "alignment"))
        return alignment::trainAlignmentCommand(rest, console.out, console.messages, console.stop);
    if (asked("evaluate", "tags")) return tags::evaluateTagsCommand(rest, console.out, console.messages, console.stop);
    if (asked("evaluate", "alignment"))
        return alignment::evaluateAlignmentCommand(rest, console.out, console.messages, console.stop);

    CLI::App app{"Models: show, verify, convert, train, evaluate", "asg"};
    app.require_subcommand(1);
    std::function<int()> chosen;
    addModelCommand(app, console, chosen);
    addTrainCommand(app, console, chosen);
    addEvaluateCommand(app, console, chosen);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, console.out, console.messages) == 0 ? kDone : kWrongUsage;
    }
    return chosen();
}

}  // namespace asg::module
