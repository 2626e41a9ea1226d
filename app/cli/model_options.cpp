#include "app/cli/model_options.h"

#include "core/analysis/models_library.h"

namespace asg::cli {

void addModelOptions(CLI::App& command, ModelOptions& options) {
    command.add_option("--model", options.folder, "Model folder (the shipped model unless said)");
    command.add_option("--device", options.device, "auto, cpu, cuda or cuda:N")
        ->check([](const std::string& text) -> std::string {
            const auto device = analysis::parseDevice(text);
            return device ? std::string{} : device.error().text;
        });
}

base::Result<std::unique_ptr<analysis::Backend>> loadBackend(const ModelOptions& options) {
    const auto device = analysis::parseDevice(options.device);
    if (!device) return device.error();
    auto library = analysis::loadModelsLibrary();
    if (!library) return library.error();
    const auto folder = options.folder.empty() ? analysis::shippedModelFolder() : std::filesystem::path(options.folder);
    return (*library)->loadModel(folder, *device);
}

}  // namespace asg::cli
