#include "models/module/model_command.h"

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/printable.h"
#include "models/inference/verify_model.h"
#include "models/module/score_command.h"
#include "models/weights/convert_command.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <ostream>

namespace asg::module {
namespace {

using commands::CommandStreams;
using commands::Exit;
using nlohmann::json;

struct ModelOptions {
    std::filesystem::path folder;
    bool json = false;
};

void addFolder(CLI::App& command, ModelOptions& options) {
    options.folder = analysis::shippedModelFolder();
    command.add_option("folder,--model", options.folder, "Model folder (the shipped model unless said)");
    command.add_flag("--json", options.json, "Print one JSON document");
}

int showInfo(const ModelOptions& options, const CommandStreams& streams) {
    const auto card = analysis::readModelCard(options.folder);
    if (!card) return streams.fail(card.error());
    if (options.json) {
        auto content = base::readFile(options.folder / "card.json", 4U << 20U);
        if (!content) return streams.fail(content.error());
        json document = json::parse(*content);
        document["text"] = card->text;
        document["folder"] = options.folder.string();
        streams.out << document.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        return Exit::kDone;
    }
    streams.out << "name     " << base::printable(card->name) << "\nversion  " << base::printable(card->version)
                << "\nSHA-256  " << base::printable(card->sha256) << "\nfolder   "
                << base::printable(options.folder.string()) << "\n\n"
                << base::printable(card->text, true);
    return Exit::kDone;
}

int verify(const ModelOptions& options, const CommandStreams& streams) {
    const auto verified = inference::verifyModel(options.folder);
    if (options.json) {
        json document{{"folder", options.folder.string()}, {"ok", verified.ok()}};
        if (verified) {
            document["sha256"] = verified->sha256;
            document["canaryDifference"] = verified->canaryDifference ? json(*verified->canaryDifference) : json();
        } else {
            document["error"] = {{"code", base::errorCodeName(verified.error().code)}, {"text", verified.error().text}};
        }
        streams.out << document.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        return verified ? Exit::kDone : Exit::kFailed;
    }
    if (!verified) return streams.fail(verified.error());
    streams.out << "SHA-256 " << verified->sha256 << " as the card says\n";
    if (verified->canaryDifference) {
        streams.out << "canary: largest difference " << *verified->canaryDifference << ", within the tolerance\n";
    } else {
        streams.out << "canary: none is stored with this model\n";
    }
    return Exit::kDone;
}

}  // namespace

int runModelCommand(std::span<const std::string> arguments, const CommandStreams& streams) {
    // It understands its own words.
    if (arguments.size() >= 2 && arguments[1] == "convert")
        return weights::convertCommand(arguments.subspan(2), streams.out, streams.messages);

    CLI::App app{"Models: show, verify, convert, score", "asg"};
    app.require_subcommand(1);
    std::function<int()> chosen;
    auto* command = app.add_subcommand("model", "Show, verify, convert or ask a model");
    command->require_subcommand(1);
    const auto options = std::make_shared<ModelOptions>();

    auto* info = command->add_subcommand("info", "The model card");
    addFolder(*info, *options);
    info->callback(
        [options, &streams, &chosen] { chosen = [options, &streams] { return showInfo(*options, streams); }; });

    auto* check = command->add_subcommand("verify", "SHA-256 and canary");
    addFolder(*check, *options);
    check->callback(
        [options, &streams, &chosen] { chosen = [options, &streams] { return verify(*options, streams); }; });

    const auto scored = std::make_shared<ScoreOptions>();
    auto* scoring = command->add_subcommand("score", "What a converted classifier says of pictures: a second opinion");
    scoring->add_option("image", scored->pictures, "Pictures")->required();
    scoring->add_option("--model", scored->folder, "Model folder that asg model convert made")->required();
    scoring->add_flag("--json", scored->json, "Print one JSON document");
    scoring->callback([scored, &streams, &chosen] { chosen = [scored, &streams] { return score(*scored, streams); }; });

    // Listed for its help; its words are read before this parser sees them.
    command->add_subcommand("convert", "Convert a checkpoint into a model folder (see asg model convert --help)");
    return commands::parseAndRun(app, arguments, streams, [&chosen] { return chosen(); });
}

}  // namespace asg::module
