#include "core/base/resources.h"

#include <cstdlib>
#include <system_error>

namespace asg::base {

std::filesystem::path programFolder() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::filesystem::path resourceFolder() {
    if (const char* named = std::getenv("ASG_RESOURCES"); named != nullptr && *named != '\0') return named;
    return programFolder().parent_path() / "share" / "asg";
}

}  // namespace asg::base
