#include "models/distributed/nccl_library.h"

#include "core/base/translatable.h"

#include <dlfcn.h>
#include <filesystem>
#include <utility>

namespace asg::distributed {
namespace {

constexpr const char* kFile = "libasg_nccl.so";

/// The folder of the program or module that this function was linked into.
std::filesystem::path ownFolder() {
    ::Dl_info info{};
    if (::dladdr(reinterpret_cast<const void*>(&ownFolder), &info) == 0 || info.dli_fname == nullptr) return {};
    std::error_code failed;
    const auto path = std::filesystem::canonical(info.dli_fname, failed);
    return failed ? std::filesystem::path() : path.parent_path();
}

std::string loaderMessage() {
    const char* text = ::dlerror();
    return text == nullptr ? "unknown reason" : text;
}

}  // namespace

base::Result<const NcclLibrary*> loadNcclLibrary() {
    const auto path = ownFolder() / kFile;
    const auto refuse = [](base::Sentence why) { return base::Error{base::ErrorCode::Unsupported, std::move(why)}; };
    std::error_code failed;
    if (!std::filesystem::exists(path, failed))
        return refuse(base::Sentence{QT_TRANSLATE_NOOP(
            "Error", "this build has no NCCL: CUDA's or NCCL's headers were missing when it was made")});
    void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == nullptr)
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "NVIDIA's libraries do not load: %1"), {loaderMessage()}});
    const auto door = reinterpret_cast<decltype(&asgNcclLibrary)>(::dlsym(library, "asgNcclLibrary"));
    if (door == nullptr)
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 is not the library that belongs here"), {path.string()}});
    return door();
}

}  // namespace asg::distributed
