#include "app/cli/aside_folder.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;

std::string asidePrefix() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return ".asg-partial-" + std::string(host.data()) + "-";
}

bool processLives(std::string_view digits) {
    pid_t process = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), process);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || process <= 0) return true;
    return ::kill(process, 0) == 0 || errno != ESRCH;
}

/// What runs of this machine left that were killed.
void removeLeftovers(const fs::path& out) {
    std::error_code ignored;
    const auto prefix = asidePrefix();
    std::vector<fs::path> left;
    for (fs::directory_iterator it(out, ignored), end; !ignored && it != end; it.increment(ignored)) {
        const auto name = it->path().filename().string();
        if (name.starts_with(prefix) && !processLives(std::string_view(name).substr(prefix.size())))
            left.push_back(it->path());
    }
    for (const auto& folder : left) fs::remove_all(folder, ignored);
}

}  // namespace

AsideFolder::AsideFolder(const fs::path& parent) : m_path(parent / (asidePrefix() + std::to_string(::getpid()))) {
    removeLeftovers(parent);
}

AsideFolder::~AsideFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

}  // namespace asg::cli
