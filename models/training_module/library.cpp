#include "core/analysis/models_library.h"
#include "core/base/printable.h"
#include "models/training_module/training_commands.h"

#include <exception>
#include <ostream>
#include <utility>

namespace asg::training_module {
namespace {

class TrainingLibrary final : public analysis::CommandLibrary {
public:
    [[nodiscard]] int runCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages,
                                 std::stop_token stop) override {
        try {
            return runTrainingCommand(arguments, {out, messages, std::move(stop)});
        } catch (const std::exception& failure) {
            messages << "asg: " << base::printable(base::reasonOf(failure)) << "\n";
            return Exit::kFailed;
        }
    }
};

}  // namespace
}  // namespace asg::training_module

// The caller owns what it gets; the module is never unloaded while it lives.
extern "C" __attribute__((visibility("default"))) asg::analysis::CommandLibrary* asgCreateTrainingLibrary() {
    return std::make_unique<asg::training_module::TrainingLibrary>().release();
}
