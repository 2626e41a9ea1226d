#include "tests/packaging/network/without_network.h"

#include <cstddef>
#include <cstdio>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace asg::tests {
namespace {

#if defined(__x86_64__)
constexpr unsigned kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kMachine = 0;
#endif

bool writeOnce(const char* path, const char* text, std::size_t size) {
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool done = ::write(file, text, size) == static_cast<ssize_t>(size);
    ::close(file);
    return done;
}

/// In a user namespace of its own nobody is anybody until it is said who.
bool staySelf(const char* path, unsigned id) {
    char line[64];
    const int size = std::snprintf(line, sizeof line, "%u %u 1", id, id);
    return writeOnce(path, line, static_cast<std::size_t>(size));
}

}  // namespace

bool endAtFirstSocket() {
    constexpr unsigned kWord = BPF_LD | BPF_W | BPF_ABS;
    constexpr unsigned kIs = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr unsigned kEnd = BPF_RET | BPF_K;
    // AF_UNIX reaches no other machine: X, Wayland and D-Bus are spoken to by it.
    sock_filter rules[] = {
        BPF_STMT(kWord, offsetof(seccomp_data, arch)), BPF_JUMP(kIs, kMachine, 0, 4),
        BPF_STMT(kWord, offsetof(seccomp_data, nr)),   BPF_JUMP(kIs, __NR_socket, 0, 3),
        BPF_STMT(kWord, offsetof(seccomp_data, args)), BPF_JUMP(kIs, AF_UNIX, 1, 0),
        BPF_STMT(kEnd, SECCOMP_RET_KILL_PROCESS),      BPF_STMT(kEnd, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{sizeof rules / sizeof rules[0], rules};
    return kMachine != 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool leaveNetwork() {
    if (::unshare(CLONE_NEWNET) == 0) return true;
    const auto user = ::geteuid();
    const auto group = ::getegid();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return false;
    constexpr char kDeny[] = "deny";
    return writeOnce("/proc/self/setgroups", kDeny, sizeof kDeny - 1) && staySelf("/proc/self/uid_map", user) &&
           staySelf("/proc/self/gid_map", group);
}

}  // namespace asg::tests
