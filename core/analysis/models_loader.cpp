#include "core/analysis/models_library.h"
#include "core/base/resources.h"
#include "core/base/translatable.h"

#include <dlfcn.h>
#include <string>
#include <system_error>

namespace asg::analysis {
namespace {

constexpr const char* kModelsModule = "libasg_models.so";
constexpr const char* kTrainingModule = "libasg_training.so";
/// Beside the programs of the Debian package, which comes without LibTorch and without the module that trains.
constexpr const char* kFetchLibTorch = "asg-fetch-libtorch";

bool isDebianPackage() {
    std::error_code failure;
    return std::filesystem::exists(base::programFolder() / kFetchLibTorch, failure);
}

base::Error cannotLoad(const std::filesystem::path& path, const char* reason) {
    // The loader's own words begin with the path.
    if (isDebianPackage())
        return {base::ErrorCode::NotFound,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "LibTorch, which runs the model, cannot be loaded (%1). The command "
                                                 "asg-fetch-libtorch fetches it once, as root. Pictures, reports and "
                                                 "decisions work without it."),
                               {reason != nullptr ? std::string(reason) : path.string()}}};
    return {
        base::ErrorCode::NotFound,
        base::Sentence{
            QT_TRANSLATE_NOOP(
                "Error", "The models' library cannot be loaded (%1). Run ./run.sh again; it installs what is missing."),
            {reason != nullptr ? std::string(reason) : path.string()}}};
}

base::Error notBuilt(const std::filesystem::path& path) {
    if (isDebianPackage())
        return {base::ErrorCode::NotFound,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 is missing: install the package asg-training."),
                               {path.string()}}};
    return {base::ErrorCode::NotFound,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error",
                                  "%1 is missing: this build can look at pictures and not train. ./test.sh builds it, "
                                  "and so does cmake --build --preset release --target asg_training."),
                {path.string()}}};
}

/// What a module's one exported function makes.
template <typename Library>
base::Result<std::shared_ptr<Library>> loadModule(const std::filesystem::path& path, const char* symbol) {
    // LibTorch keeps threads and exit handlers, so a module is never unloaded; dlopen counts further calls itself.
    void* const handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) return cannotLoad(path, ::dlerror());
    const auto create = reinterpret_cast<Library* (*)()>(::dlsym(handle, symbol));
    if (create == nullptr) return cannotLoad(path, ::dlerror());
    return std::shared_ptr<Library>(create());
}

}  // namespace

base::Result<std::shared_ptr<ModelsLibrary>> loadModelsLibrary() {
    return loadModule<ModelsLibrary>(base::programFolder() / kModelsModule, "asgCreateModelsLibrary");
}

base::Result<std::shared_ptr<CommandLibrary>> loadTrainingLibrary() {
    const auto path = base::programFolder() / kTrainingModule;
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) return notBuilt(path);
    return loadModule<CommandLibrary>(path, "asgCreateTrainingLibrary");
}

}  // namespace asg::analysis
