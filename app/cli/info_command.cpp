#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/printable.h"
#include "core/io/file_info.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

struct InfoOptions {
    std::vector<std::string> files;
    bool json = false;
};

void printInfo(const nlohmann::ordered_json& info) {
    std::cout << base::printable(info.at("path").get<std::string>()) << '\n';
    for (const auto& [key, value] : info.items())
        if (key != "path")
            std::cout << "  " << key << ": "
                      << base::printable(value.is_string() ? value.get<std::string>() : jsonText(value, -1)) << '\n';
}

int info(const InfoOptions& options, const std::stop_token& stop) {
    auto documents = nlohmann::ordered_json::array();
    int code = kDone;
    for (const auto& file : options.files) {
        if (stop.stop_requested()) return kInterrupted;
        const auto inspected = io::inspectFile(file, stop);
        if (inspected.cancelled()) return kInterrupted;
        if (inspected.failed()) {
            say(inspected.error());
            code = kFailedOnSome;
            continue;
        }
        documents.push_back(io::fileInfoJson(inspected.value()));
        if (!options.json) printInfo(documents.back());
    }
    if (options.json) printJson(documents, 2);
    return code;
}

}  // namespace

void addInfoCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<InfoOptions>();
    auto* command = app.add_subcommand("info", "What files hold, and whether the model takes them");
    command->add_option("FILE", options->files, "Files to look into")->required();
    command->add_flag("--json", options->json, "One JSON array on standard output");
    command->callback(
        [options, &chosen] { chosen.work = [options](const std::stop_token& stop) { return info(*options, stop); }; });
}

}  // namespace asg::cli
