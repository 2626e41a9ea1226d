#include "core/analysis/models_library.h"
#include "core/base/resources.h"

#include <dlfcn.h>
#include <string>

namespace asg::analysis {
namespace {

constexpr const char* kModuleName = "libasg_models.so";

base::Error cannotLoad(const std::filesystem::path& path, const char* reason) {
    // The loader's own words begin with the path.
    return {base::ErrorCode::NotFound, "The models' library cannot be loaded (" +
                                           (reason != nullptr ? std::string(reason) : path.string()) +
                                           "). Run ./run.sh again; it installs what is missing."};
}

}  // namespace

base::Result<std::shared_ptr<ModelsLibrary>> loadModelsLibrary() {
    const auto path = base::programFolder() / kModuleName;
    // LibTorch keeps threads and exit handlers, so the module is never unloaded; dlopen counts further calls itself.
    void* const handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) return cannotLoad(path, ::dlerror());
    const auto create = reinterpret_cast<decltype(&asgCreateModelsLibrary)>(::dlsym(handle, "asgCreateModelsLibrary"));
    if (create == nullptr) return cannotLoad(path, ::dlerror());
    return std::shared_ptr<ModelsLibrary>(create());
}

}  // namespace asg::analysis
