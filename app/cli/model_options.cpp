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
    command.add_option("--precision", options.precision, "auto, float32 or bfloat16")
        ->check([](const std::string& text) -> std::string {
            const auto precision = analysis::parsePrecision(text);
            return precision ? std::string{} : precision.error().text;
        });
}

std::filesystem::path modelFolder(const ModelOptions& options) {
    return options.folder.empty() ? analysis::shippedModelFolder() : std::filesystem::path(options.folder);
}

base::Result<std::unique_ptr<analysis::Classifier>> loadSecond(const std::string& folder) {
    if (folder.empty()) return std::unique_ptr<analysis::Classifier>();
    auto library = analysis::loadModelsLibrary();
    if (!library) return library.error();
    return (*library)->loadClassifier(folder);
}

base::Result<std::unique_ptr<analysis::Backend>> loadBackend(const ModelOptions& options) {
    const auto device = analysis::parseDevice(options.device);
    if (!device) return device.error();
    const auto precision = analysis::parsePrecision(options.precision);
    if (!precision) return precision.error();
    auto library = analysis::loadModelsLibrary();
    if (!library) return library.error();
    return (*library)->loadModel(modelFolder(options), *device, *precision);
}

}  // namespace asg::cli
