#include "models/distributed/nccl_library.h"

#include <dlfcn.h>
#include <filesystem>

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
    const auto refuse = [](const std::string& why) { return base::Error{base::ErrorCode::Unsupported, why}; };
    std::error_code failed;
    if (!std::filesystem::exists(path, failed))
        return refuse("this build has no NCCL: CUDA's or NCCL's headers were missing when it was made");
    void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == nullptr) return refuse("NVIDIA's libraries do not load: " + loaderMessage());
    const auto door = reinterpret_cast<decltype(&asgNcclLibrary)>(::dlsym(library, "asgNcclLibrary"));
    if (door == nullptr) return refuse(path.string() + " is not the library that belongs here");
    return door();
}

}  // namespace asg::distributed
