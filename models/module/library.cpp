#include "core/analysis/models_library.h"
#include "core/base/printable.h"
#include "models/inference/torch_backend.h"
#include "models/inference/torch_classifier.h"
#include "models/module/model_command.h"

namespace asg::module {
namespace {

class TorchModelsLibrary final : public analysis::ModelsLibrary {
public:
    [[nodiscard]] base::Result<std::unique_ptr<analysis::Backend>> loadModel(
        const std::filesystem::path& folder, analysis::DeviceChoice device,
        analysis::PrecisionChoice precision) override {
        return inference::loadTorchBackend(folder, device, precision);
    }

    [[nodiscard]] base::Result<std::unique_ptr<analysis::Classifier>> loadClassifier(
        const std::filesystem::path& folder) override {
        return inference::loadTorchClassifier(folder);
    }

    [[nodiscard]] int runCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages,
                                 std::stop_token stop) override {
        try {
            return runModelCommand(arguments, {out, messages, std::move(stop)});
        } catch (const std::exception& failure) {
            messages << "asg: " << base::printable(base::reasonOf(failure)) << "\n";
            return commands::Exit::kFailed;
        }
    }
};

}  // namespace
}  // namespace asg::module

// The caller owns what it gets; the module is never unloaded while it lives.
extern "C" __attribute__((visibility("default"))) asg::analysis::ModelsLibrary* asgCreateModelsLibrary() {
    return std::make_unique<asg::module::TorchModelsLibrary>().release();
}
