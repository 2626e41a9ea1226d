// Preloaded (LD_PRELOAD), makes the n-th call of one kind fail, or kills the process there. What it does stands in the
// environment:
//   ASG_FAULT_UNDER   a folder: calls on files in it are counted, and allocations from the first such call on
//   ASG_FAULT_CALL    open, read, write, fsync, rename, truncate, mmap or allocate; "any": all of them but the last
//   two, and
//                     what asks for a file or removes it
//   ASG_FAULT_NTH     which one; 0 counts alone
//   ASG_FAULT_AS      ENOSPC, EIO, ESTALE (of a network folder that is gone) or ENOMEM; "half": a write does half, and
//   fails behind that with ENOSPC; "kill": the
//                     process is killed before the call; "kill half": in the middle of a write
//   ASG_FAULT_THEN    a kind of which every call fails that comes behind that one
//   ASG_FAULT_STAYS   where set, every later call fails, too: a disk that is full stays full, a folder that is gone is
//   gone ASG_FAULT_COUNT   a file that says at the end how many calls there were
// Counting is over all threads. Nothing in here allocates.
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace {

enum class Call { None, Open, Read, Write, Fsync, Rename, Truncate, Ask, Mmap, Allocate, Any };
enum class Fault { Error, Half, Kill, KillHalf };

struct Order {
    Call call = Call::None;
    Call then = Call::None;
    long nth = 0;
    Fault fault = Fault::Error;
    int error = EIO;
    bool stays = false;
    const char* under = nullptr;
    const char* countFile = nullptr;
};

Order g_order;
std::atomic<bool> g_armed{false};
std::atomic<bool> g_struck{false};
std::atomic<long> g_count{0};

Call callNamed(const char* name) {
    constexpr const char* kNames[] = {"",         "open", "read", "write",    "fsync", "rename",
                                      "truncate", "ask",  "mmap", "allocate", "any"};
    constexpr int kCount = sizeof kNames / sizeof *kNames;
    for (int i = 1; name != nullptr && i < kCount; ++i)
        if (std::strcmp(name, kNames[i]) == 0) return static_cast<Call>(i);
    return Call::None;
}

void readFault(const char* as) {
    if (as == nullptr) return;
    if (std::strcmp(as, "ENOSPC") == 0) g_order.error = ENOSPC;
    if (std::strcmp(as, "ENOMEM") == 0) g_order.error = ENOMEM;
    if (std::strcmp(as, "ESTALE") == 0) g_order.error = ESTALE;
    if (std::strcmp(as, "half") == 0) g_order.fault = Fault::Half, g_order.error = ENOSPC;
    if (std::strcmp(as, "kill") == 0) g_order.fault = Fault::Kill;
    if (std::strcmp(as, "kill half") == 0) g_order.fault = Fault::KillHalf;
}

__attribute__((constructor)) void begin() {
    g_order.call = callNamed(std::getenv("ASG_FAULT_CALL"));
    g_order.then = callNamed(std::getenv("ASG_FAULT_THEN"));
    if (const char* nth = std::getenv("ASG_FAULT_NTH")) g_order.nth = std::atol(nth);
    readFault(std::getenv("ASG_FAULT_AS"));
    g_order.stays = std::getenv("ASG_FAULT_STAYS") != nullptr;
    g_order.under = std::getenv("ASG_FAULT_UNDER");
    g_order.countFile = std::getenv("ASG_FAULT_COUNT");
}

/// Also where the process ends by _exit, which runs no destructor.
void tellCount() {
    if (g_order.countFile == nullptr) return;
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%ld\n", g_count.load());
    const auto file = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, g_order.countFile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file < 0) return;
    ::syscall(SYS_write, file, text, static_cast<std::size_t>(length));
    ::syscall(SYS_close, file);
}

__attribute__((destructor)) void end() {
    tellCount();
}

bool isUnder(const char* path) {
    if (g_order.under == nullptr || path == nullptr) return false;
    const auto length = std::strlen(g_order.under);
    const bool inside = std::strncmp(path, g_order.under, length) == 0 && (path[length] == '/' || path[length] == 0);
    if (inside) g_armed = true;
    return inside;
}

bool isUnder(int descriptor) {
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const auto length = ::syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return false;
    path[length] = 0;
    return isUnder(path);
}

bool isMeant(Call call) {
    return call == g_order.call || (g_order.call == Call::Any && call != Call::Mmap && call != Call::Allocate);
}

bool looksAt(Call call) {
    return isMeant(call) || call == g_order.then;
}

/// Counts a call of this kind that is looked at; whether it fails.
bool isDue(Call call) {
    if (call == g_order.then && g_struck) return true;
    if (!isMeant(call)) return false;
    const long number = ++g_count;
    if (g_order.nth == 0 || number < g_order.nth || (number > g_order.nth && !g_order.stays)) return false;
    if (g_order.fault == Fault::Kill) ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL);
    g_struck = true;
    return true;
}

int fails() {
    errno = g_order.error;
    return -1;
}

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

int openAt(int folder, const char* path, int flags, mode_t mode) {
    if (isUnder(path) && isDue(Call::Open)) return fails();
    return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

mode_t modeOf(int flags, va_list more) {
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
}

/// Half of it where that was asked for; nothing: the whole call goes on.
bool writeFails(int descriptor, const void* bytes, std::size_t size, ssize_t* result) {
    static std::atomic<bool> failsNext{false};
    if (!looksAt(Call::Write) || !isUnder(descriptor)) return false;
    if (failsNext.exchange(false)) {
        *result = fails();
        return true;
    }
    if (!isDue(Call::Write)) return false;
    *result = -1;
    if (g_order.fault == Fault::Error) return fails() < 0;
    *result = ::syscall(SYS_write, descriptor, bytes, size / 2);
    if (g_order.fault == Fault::KillHalf) ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL);
    failsNext = true;
    return true;
}

bool allocationFails() {
    if (!g_armed.load(std::memory_order_relaxed) || !isDue(Call::Allocate)) return false;
    errno = ENOMEM;
    return true;
}

}  // namespace

// The rooms' libraries hide what they do not name; these must be found before the C library's.
#pragma GCC visibility push(default)
extern "C" {

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return openAt(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return openAt(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return openAt(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return openAt(folder, path, flags | O_LARGEFILE, mode);
}
// Streams open by these; glibc's own calls of open() do not come by here.
FILE* fopen(const char* path, const char* mode) {
    if (isUnder(path) && isDue(Call::Open)) return fails(), nullptr;
    static const auto kNext = next<FILE* (*)(const char*, const char*)>("fopen");
    return kNext(path, mode);
}
FILE* fopen64(const char* path, const char* mode) {
    if (isUnder(path) && isDue(Call::Open)) return fails(), nullptr;
    static const auto kNext = next<FILE* (*)(const char*, const char*)>("fopen64");
    return kNext(path, mode);
}
int mkdir(const char* path, mode_t mode) {
    if (isUnder(path) && isDue(Call::Open)) return fails();
    return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

ssize_t read(int descriptor, void* bytes, std::size_t size) {
    if (looksAt(Call::Read) && isUnder(descriptor) && isDue(Call::Read)) return fails();
    return ::syscall(SYS_read, descriptor, bytes, size);
}

int stat(const char* path, struct stat* status) {
    if (looksAt(Call::Ask) && isUnder(path) && isDue(Call::Ask)) return fails();
    return static_cast<int>(::syscall(SYS_newfstatat, AT_FDCWD, path, status, 0));
}
int lstat(const char* path, struct stat* status) {
    if (looksAt(Call::Ask) && isUnder(path) && isDue(Call::Ask)) return fails();
    return static_cast<int>(::syscall(SYS_newfstatat, AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW));
}
int remove(const char* path) {
    if (looksAt(Call::Ask) && isUnder(path) && isDue(Call::Ask)) return fails();
    static const auto kNext = next<int (*)(const char*)>("remove");
    return kNext(path);
}
int unlink(const char* path) {
    if (looksAt(Call::Ask) && isUnder(path) && isDue(Call::Ask)) return fails();
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    ssize_t result = 0;
    if (writeFails(descriptor, bytes, size, &result)) return result;
    return ::syscall(SYS_write, descriptor, bytes, size);
}
ssize_t writev(int descriptor, const iovec* parts, int count) {
    if (looksAt(Call::Write) && isUnder(descriptor) && isDue(Call::Write)) return fails();
    return ::syscall(SYS_writev, descriptor, parts, count);
}
size_t fwrite(const void* bytes, size_t size, size_t count, FILE* file) {
    if (looksAt(Call::Write) && isUnder(::fileno(file)) && isDue(Call::Write)) return fails(), 0;
    static const auto kNext = next<size_t (*)(const void*, size_t, size_t, FILE*)>("fwrite");
    return kNext(bytes, size, count, file);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    if (looksAt(Call::Write) && isUnder(descriptor) && isDue(Call::Write)) return fails();
    return ::syscall(SYS_pwrite64, descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
    if (looksAt(Call::Fsync) && isUnder(descriptor) && isDue(Call::Fsync)) return fails();
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
    if (looksAt(Call::Fsync) && isUnder(descriptor) && isDue(Call::Fsync)) return fails();
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

int rename(const char* from, const char* to) {
    if ((isUnder(from) || isUnder(to)) && isDue(Call::Rename)) return fails();
    return static_cast<int>(::syscall(SYS_rename, from, to));
}

int ftruncate(int descriptor, off_t size) {
    if (looksAt(Call::Truncate) && isUnder(descriptor) && isDue(Call::Truncate)) return fails();
    return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
}
int ftruncate64(int descriptor, off64_t size) {
    return ::ftruncate(descriptor, size);
}
int truncate(const char* path, off_t size) {
    if (isUnder(path) && isDue(Call::Truncate)) return fails();
    return static_cast<int>(::syscall(SYS_truncate, path, size));
}
int truncate64(const char* path, off64_t size) {
    return ::truncate(path, size);
}

void* mmap(void* at, std::size_t size, int protection, int flags, int descriptor, off_t offset) {
    if (g_armed && isDue(Call::Mmap)) return fails(), MAP_FAILED;
    return reinterpret_cast<void*>(::syscall(SYS_mmap, at, size, protection, flags, descriptor, offset));
}
void* mmap64(void* at, std::size_t size, int protection, int flags, int descriptor, off64_t offset) {
    return ::mmap(at, size, protection, flags, descriptor, offset);
}

void* malloc(std::size_t size) {
    return allocationFails() ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    return allocationFails() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* block, std::size_t size) {
    return allocationFails() ? nullptr : __libc_realloc(block, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return allocationFails() ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    if (allocationFails()) return ENOMEM;
    *block = __libc_memalign(alignment, size);
    return *block != nullptr ? 0 : ENOMEM;
}

void _exit(int code) {
    tellCount();
    ::syscall(SYS_exit_group, code);
    __builtin_unreachable();
}
void _Exit(int code) {
    ::_exit(code);
}

}  // extern "C"

#pragma GCC visibility pop
