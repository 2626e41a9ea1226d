#include "core/base/atomic_file.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace asg::base {
namespace {

class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] bool closeChecked() { return ::close(std::exchange(m_descriptor, -1)) == 0; }

private:
    int m_descriptor;
};

/// Removes a file that was written aside unless it was moved into place, whatever stops its writer: memory may be what
/// is missing.
class AsideFile {
public:
    explicit AsideFile(const std::filesystem::path& path) : m_path(path) {}
    AsideFile(const AsideFile&) = delete;
    AsideFile& operator=(const AsideFile&) = delete;
    ~AsideFile() {
        if (!m_moved) ::unlink(m_path.c_str());
    }
    void setMoved() { m_moved = true; }

private:
    const std::filesystem::path& m_path;
    bool m_moved = false;
};

constexpr mode_t kPrivateFile = 0600;
constexpr mode_t kPrivateFolder = 0700;

/// A new file for writing; a umask that takes the owner's own rights does not count.
int openNew(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kPrivateFile);
    if (descriptor >= 0) ::fchmod(descriptor, kPrivateFile);
    return descriptor;
}

bool writeAll(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// Where the content goes: a link is followed, also to what is not there yet.
std::filesystem::path targetOf(std::filesystem::path path) {
    constexpr int kMostLinks = 40;
    std::error_code ignored;
    for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, ignored); ++i)
        path = path.parent_path() / std::filesystem::read_symlink(path, ignored);
    return path;
}

std::filesystem::path nameAside(const std::filesystem::path& path) {
    static std::atomic<unsigned> counter{0};
    return targetOf(path).string() + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

/// Whether a name ends as nameAside ends one (".4711-3"), and no process of this machine has that number.
bool isOfNobody(std::string_view end) {
    pid_t process = 0;
    if (!end.starts_with('.')) return false;
    const char* last = end.data() + end.size();
    const auto read = std::from_chars(end.data() + 1, last, process);
    if (read.ec != std::errc() || read.ptr == last || *read.ptr != '-' || process <= 0) return false;
    unsigned number = 0;
    const auto counted = std::from_chars(read.ptr + 1, last, number);
    return counted.ec == std::errc() && counted.ptr == last && ::kill(process, 0) != 0 && errno == ESRCH;
}

/// Removes what processes that were killed had begun to write beside a file.
void removeLeftBeside(const std::filesystem::path& target) {
    const auto name = target.filename().string();
    std::error_code failed;
    std::vector<std::filesystem::path> left;
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
        const auto other = it->path().filename().string();
        if (other.starts_with(name) && isOfNobody(std::string_view(other).substr(name.size())))
            left.push_back(it->path());
    }
    for (const auto& file : left) std::filesystem::remove(file, failed);
}

/// A new file; errors name the one that it will be.
Result<void> writeAs(const std::filesystem::path& aside, std::span<const std::byte> bytes,
                     const std::filesystem::path& named) {
    FileDescriptor file(openNew(aside));
    if (file.get() < 0) return systemError(named, errno, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
    if (writeAll(file.get(), bytes) && file.closeChecked()) return {};
    const int errorNumber = errno;
    ::unlink(aside.c_str());
    return systemError(named, errorNumber, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
}

/// The rename itself is only safe from a power cut once the folder is on the disk too.
void syncFolder(const std::filesystem::path& folder) {
    const FileDescriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() >= 0) ::fsync(descriptor.get());
}

Result<void> writeInPlace(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    FileDescriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.get() >= 0 && writeAll(device.get(), bytes) && device.closeChecked()) return {};
    return systemError(path, errno, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
}

}  // namespace

bool isReplaced(const std::filesystem::path& path) {
    std::error_code ignored;
    return !std::filesystem::exists(path, ignored) || std::filesystem::is_regular_file(path, ignored);
}

Error systemError(const std::filesystem::path& path, int errorNumber, Sentence whileDoing) {
    const auto say = [&](ErrorCode code, Sentence reason) {
        return Error{code, Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2: %3"),
                                    {path.string(), std::move(whileDoing), std::move(reason)}}};
    };
    switch (errorNumber) {
        case ENOENT:
            return say(ErrorCode::NotFound, Sentence{QT_TRANSLATE_NOOP("Error", "there is no such file or folder.")});
        case ENOTDIR:
            return say(ErrorCode::NotFound,
                       Sentence{QT_TRANSLATE_NOOP("Error", "a part of this path is a file, not a folder.")});
        case EACCES:
        case EPERM:
        case EROFS:
            return say(
                ErrorCode::PermissionDenied,
                Sentence{QT_TRANSLATE_NOOP("Error", "permission denied. Check who owns it and its access rights.")});
        case ENOSPC:
        case EDQUOT:
            return say(ErrorCode::DiskFull,
                       Sentence{QT_TRANSLATE_NOOP("Error", "the disk is full. Free some space and try again.")});
        case EFBIG:
            return say(
                ErrorCode::DiskFull,
                Sentence{QT_TRANSLATE_NOOP(
                    "Error", "it would be larger than is permitted here. Raise the limit (ulimit -f) and try again.")});
        case EISDIR:
            return say(ErrorCode::Unsupported, Sentence{QT_TRANSLATE_NOOP("Error", "it is a folder, not a file.")});
        default:
            return say(ErrorCode::WriteFailed,
                       Sentence{QT_TRANSLATE_NOOP("Error", "%1."), {std::strerror(errorNumber)}});
    }
}

std::filesystem::path asidePathOf(const std::filesystem::path& path) {
    removeLeftBeside(targetOf(path));
    auto aside = nameAside(path);
    // Whether it could be made is seen when it is written.
    const FileDescriptor made(openNew(aside));
    return aside;
}

Result<void> moveIntoPlace(const std::filesystem::path& aside, const std::filesystem::path& path) {
    AsideFile written(aside);
    const auto fail = [&](int errorNumber) {
        return systemError(path, errorNumber, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
    };
    FileDescriptor file(::open(aside.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0 || !file.closeChecked()) return fail(errno);
    const auto target = targetOf(path);
    struct stat replaced {};
    if (::stat(target.c_str(), &replaced) == 0) ::chmod(aside.c_str(), replaced.st_mode & 07777U);
    if (::rename(aside.c_str(), target.c_str()) != 0) return fail(errno);
    written.setMoved();
    syncFolder(target.parent_path());
    return {};
}

Result<void> writeNewFile(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    return writeAs(path, bytes, path);
}

Result<void> moveFolderIntoPlace(const std::filesystem::path& aside, const std::filesystem::path& path) {
    std::error_code failure;
    for (auto it = std::filesystem::recursive_directory_iterator(aside, failure);
         !failure && it != std::filesystem::recursive_directory_iterator(); it.increment(failure)) {
        const FileDescriptor entry(::open(it->path().c_str(), O_RDONLY | O_CLOEXEC));
        if (entry.get() < 0 || ::fsync(entry.get()) != 0)
            return systemError(it->path(), errno, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
    }
    if (failure) return systemError(aside, failure.value(), Sentence{QT_TRANSLATE_NOOP("Error", "cannot be read")});
    syncFolder(aside);
    if (::rename(aside.c_str(), path.c_str()) != 0)
        return systemError(path, errno, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
    syncFolder(path.parent_path());
    return {};
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    if (!isReplaced(path)) return writeInPlace(path, bytes);
    const auto aside = nameAside(path);
    if (auto written = writeAs(aside, bytes, path); !written) return written;
    return moveIntoPlace(aside, path);
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text) {
    return writeFileAtomically(path, std::as_bytes(std::span(text)));
}

Result<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return {};
    if (auto above = makeFolder(folder.parent_path()); !above) return above;
    if (::mkdir(folder.c_str(), kPrivateFolder) == 0) {
        ::chmod(folder.c_str(), kPrivateFolder);
        return {};
    }
    const int errorNumber = errno;
    // Another program may have made it in between.
    if (std::filesystem::is_directory(folder, ignored)) return {};
    return systemError(folder, errorNumber == EEXIST ? ENOTDIR : errorNumber,
                       Sentence{QT_TRANSLATE_NOOP("Error", "the folder cannot be made")});
}

Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t maximumBytes,
                             const std::stop_token& stop) {
    const auto fail = [&](int errorNumber) {
        Error error = systemError(path, errorNumber, Sentence{QT_TRANSLATE_NOOP("Error", "cannot be read")});
        if (error.code == ErrorCode::WriteFailed) error.code = ErrorCode::Corrupt;
        return error;
    };
    // Without O_NONBLOCK opening a pipe would wait for a writer that may never come.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return fail(errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return fail(errno);
    if (S_ISDIR(status.st_mode)) return fail(EISDIR);
    if (!S_ISREG(status.st_mode))
        return Error{
            ErrorCode::Unsupported,
            Sentence{QT_TRANSLATE_NOOP("Error", "%1: cannot be read: it is not an ordinary file."), {path.string()}}};
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size > maximumBytes)
        return Error{
            ErrorCode::TooLarge,
            Sentence{QT_TRANSLATE_NOOP("Error", "%1: cannot be read: it has %2 bytes, and at most %3 are accepted."),
                     {path.string(), std::to_string(size), std::to_string(maximumBytes)}}};
    constexpr std::size_t kPiece = std::size_t{8} << 20;
    std::string content(size, '\0');
    std::size_t have = 0;
    while (have < content.size() && !stop.stop_requested()) {
        const ssize_t got = ::read(file.get(), content.data() + have, std::min(kPiece, content.size() - have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(errno);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    content.resize(have);
    return content;
}

std::string firstBytesOf(const std::filesystem::path& path, std::size_t count) {
    std::string bytes(count, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

}  // namespace asg::base
