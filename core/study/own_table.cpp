#include "core/study/own_table.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace asg::study {
namespace {

std::filesystem::path environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

std::filesystem::path ownTable(std::string_view name) {
    if (const auto data = environment("ASG_DATA"); !data.empty()) return data / name;
    if (const auto config = environment("XDG_CONFIG_HOME"); config.is_absolute()) return config / "asg" / name;
    const auto home = environment("HOME");
    return home.empty() ? home : home / ".config" / "asg" / name;
}

base::Result<std::string> readOwnTable(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return std::string{};
    return base::readFile(path, kMostTableBytes);
}

base::Result<OwnTableTurn> OwnTableTurn::take(const std::filesystem::path& table) {
    constexpr auto kPatience = std::chrono::seconds(2);
    constexpr auto kPause = std::chrono::milliseconds(10);
    if (auto made = base::makeFolder(table.parent_path()); !made) return made.error();
    OwnTableTurn turn(::open(table.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (turn.m_folder >= 0 && ::flock(turn.m_folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        if (std::chrono::steady_clock::now() > end)
            return base::Error{
                base::ErrorCode::WriteFailed,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: another program is changing it. Close that, and try again."),
                    {table.string()}}};
        std::this_thread::sleep_for(kPause);
    }
    return turn;
}

OwnTableTurn::~OwnTableTurn() {
    if (m_folder >= 0) ::close(m_folder);
}

}  // namespace asg::study
