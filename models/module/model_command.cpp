#include "models/module/model_command.h"

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "models/inference/verify_model.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <ostream>

namespace asg::module {
namespace {

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

int showInfo(const ModelOptions& options, const Console& console) {
    const auto card = analysis::readModelCard(options.folder);
    if (!card) return console.fail(card.error());
    if (options.json) {
        auto content = base::readFile(options.folder / "card.json", 4U << 20U);
        if (!content) return console.fail(content.error());
        json document = json::parse(*content);
        document["text"] = card->text;
        document["folder"] = options.folder.string();
        console.out << document.dump(2) << "\n";
        return kDone;
    }
    console.out << "name     " << card->name << "\nversion  " << card->version << "\nSHA-256  " << card->sha256
                << "\nfolder   " << options.folder.string() << "\n\n"
                << card->text;
    return kDone;
}

int verify(const ModelOptions& options, const Console& console) {
    const auto verified = inference::verifyModel(options.folder);
    if (options.json) {
        json document{{"folder", options.folder.string()}, {"ok", verified.ok()}};
        if (verified) {
            document["sha256"] = verified->sha256;
            document["canaryDifference"] = verified->canaryDifference ? json(*verified->canaryDifference) : json();
        } else {
            document["error"] = {{"code", base::errorCodeName(verified.error().code)}, {"text", verified.error().text}};
        }
        console.out << document.dump(2) << "\n";
        return verified ? kDone : kFailed;
    }
    if (!verified) return console.fail(verified.error());
    console.out << "SHA-256 " << verified->sha256 << " as the card says\n";
    if (verified->canaryDifference) {
        console.out << "canary: largest difference " << *verified->canaryDifference << ", within the tolerance\n";
    } else {
        console.out << "canary: none is stored with this model\n";
    }
    return kDone;
}

}  // namespace

void addModelCommand(CLI::App& app, const Console& console, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("model", "Show, verify or convert a model");
    command->require_subcommand(1);
    const auto options = std::make_shared<ModelOptions>();

    auto* info = command->add_subcommand("info", "The model card");
    addFolder(*info, *options);
    info->callback(
        [options, &console, &chosen] { chosen = [options, &console] { return showInfo(*options, console); }; });

    auto* check = command->add_subcommand("verify", "SHA-256 and canary");
    addFolder(*check, *options);
    check->callback(
        [options, &console, &chosen] { chosen = [options, &console] { return verify(*options, console); }; });

    // Listed for its help; its words are read before this parser sees them.
    command->add_subcommand("convert", "Convert a checkpoint into a model folder (see asg model convert --help)");
}

}  // namespace asg::module
