#include "core/io/decoding/confine.h"

#include "core/io/decoding/serve.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace asg::io {
namespace {

#if defined(__x86_64__)
constexpr unsigned kProcessor = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kProcessor = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kProcessor = 0;
#endif

/// What memory, threads, clocks, an end and the open descriptors take.
constexpr unsigned kAllowed[] = {
    SYS_read,         SYS_write,           SYS_close,
    SYS_sendto,       SYS_recvfrom,        SYS_ppoll,
    SYS_mmap,         SYS_munmap,          SYS_mremap,
    SYS_mprotect,     SYS_madvise,         SYS_brk,
    SYS_futex,        SYS_sched_yield,     SYS_sched_getaffinity,
    SYS_nanosleep,    SYS_clock_nanosleep, SYS_clock_gettime,
    SYS_gettimeofday, SYS_getrusage,       SYS_prlimit64,
    SYS_getrandom,    SYS_getpid,          SYS_gettid,
    SYS_tgkill,       SYS_rt_sigaction,    SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_set_robust_list, SYS_rseq,
    SYS_exit,         SYS_exit_group,      SYS_restart_syscall,
#if defined(__x86_64__)
    SYS_poll,         SYS_getrlimit,       SYS_setrlimit,
#endif
};

constexpr unsigned kLoad = BPF_LD | BPF_W | BPF_ABS;
constexpr unsigned kEqual = BPF_JMP | BPF_JEQ | BPF_K;
constexpr unsigned kBits = BPF_JMP | BPF_JSET | BPF_K;
constexpr unsigned kReturn = BPF_RET | BPF_K;

sock_filter filterStep(unsigned code, unsigned value) {
    return BPF_STMT(static_cast<unsigned short>(code), value);
}

/// Goes on where it holds, else leaves out the next `otherwise` steps.
sock_filter filterTest(unsigned code, unsigned value, unsigned char otherwise) {
    return BPF_JUMP(static_cast<unsigned short>(code), value, 0, otherwise);
}

/// What is not allowed fails as something that the user may not do.
std::vector<sock_filter> filterRules() {
    const auto fails = [](int reason) {
        return filterStep(kReturn, SECCOMP_RET_ERRNO | static_cast<unsigned>(reason));
    };
    const auto allowed = filterStep(kReturn, SECCOMP_RET_ALLOW);
    // A processor may have other numbers for the same calls (32 bits); these fail.
    std::vector<sock_filter> result{filterStep(kLoad, offsetof(seccomp_data, arch)), filterTest(kEqual, kProcessor, 2),
                                    filterStep(kLoad, offsetof(seccomp_data, nr)), BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0),
                                    fails(EPERM)};
    for (const unsigned call : kAllowed) {
        result.push_back(filterTest(kEqual, call, 1));
        result.push_back(allowed);
    }
    // Threads, and no processes. What clone3 is asked for cannot be seen: its callers take clone where there is none.
    result.push_back(filterTest(kEqual, SYS_clone3, 1));
    result.push_back(fails(ENOSYS));
    result.push_back(filterTest(kEqual, SYS_clone, 3));
    result.push_back(filterStep(kLoad, offsetof(seccomp_data, args)));
    result.push_back(filterTest(kBits, CLONE_THREAD, 1));
    result.push_back(allowed);
    result.push_back(fails(EPERM));
    return result;
}

void lowerLimit(__rlimit_resource which, rlim_t soft) {
    rlimit limit{};
    if (::getrlimit(which, &limit) != 0) return;
    limit.rlim_cur = std::min(soft, limit.rlim_max);
    ::setrlimit(which, &limit);
}

void forbidResource(__rlimit_resource which) {
    const rlimit none{0, 0};
    ::setrlimit(which, &none);
}

}  // namespace

ProcessLimits::ProcessLimits() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    m_ownBytes = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void ProcessLimits::apply(const HelperLimits& limits, std::uint64_t fileBytes) const {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto worked = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    lowerLimit(RLIMIT_CPU, worked + 1 + static_cast<rlim_t>(limits.processorSeconds));
    if (!kIsSanitized) lowerLimit(RLIMIT_AS, m_ownBytes + fileBytes + limits.memory);
}

void confine() {
    ::close_range(kHelperSocket + 1, ~0U, 0);
    forbidResource(RLIMIT_CORE);
    forbidResource(RLIMIT_FSIZE);
    if (kIsSanitized || kProcessor == 0) return;
    std::vector<sock_filter> steps = filterRules();
    const sock_fprog program{static_cast<unsigned short>(steps.size()), steps.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

}  // namespace asg::io
