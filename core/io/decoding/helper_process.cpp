#include "core/io/decoding/helper_process.h"

#include "core/base/translatable.h"
#include "core/io/decoding/serve.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;

const base::Sentence kRemedy{QT_TRANSLATE_NOOP(
    "Error",
    "Only this picture is lost. Convert it with another program, for example to an uncompressed DICOM file or a PNG.")};

Error cannotStart(const std::filesystem::path& program, int reason) {
    if (reason == ENOENT || reason == EACCES)
        return {ErrorCode::Internal,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "The helper that decodes pictures, %1, is missing or may not be run. "
                                                 "Install the program again: nothing is decoded without it."),
                               {program.string()}}};
    return {
        ErrorCode::Internal,
        base::Sentence{
            QT_TRANSLATE_NOOP(
                "Error",
                "The helper that decodes pictures, %1, could not be started (%2). Close other programs and try again."),
            {program.string(), std::strerror(reason)}}};
}

/// What the loader, DCMTK and sanitizers look at. The rest of the environment is none of the helper's business.
std::vector<std::string> passedEnvironment() {
    std::vector<std::string> passed;
    for (const char* name : {"LD_LIBRARY_PATH", "DCMDICTPATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS",
                             "LSAN_OPTIONS", "LLVM_PROFILE_FILE"})
        if (const char* value = std::getenv(name); value != nullptr) passed.push_back(std::string(name) + "=" + value);
    return passed;
}

/// posix_spawn's two records.
class SpawnPlan {
public:
    explicit SpawnPlan(int socket) {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawnattr_init(&m_attributes);
        for (const int standard : {0, 1, 2})
            posix_spawn_file_actions_addopen(&m_actions, standard, "/dev/null", O_RDWR, 0);
        posix_spawn_file_actions_adddup2(&m_actions, socket, kHelperSocket);
        // Its own group: Ctrl-C in a terminal is for the program, which ends the helper itself. And what the program
        // ignores or blocks is not the helper's.
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setsigdefault(&m_attributes, &all);
        posix_spawnattr_setpgroup(&m_attributes, 0);
        posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&m_actions);
        posix_spawnattr_destroy(&m_attributes);
    }

    /// 0, or why not.
    int spawn(const std::string& program, pid_t& process) const {
        std::vector<std::string> variables = passedEnvironment();
        std::vector<char*> environment;
        for (std::string& variable : variables) environment.push_back(variable.data());
        environment.push_back(nullptr);
        std::string name = program;
        std::array<char*, 2> arguments{name.data(), nullptr};
        return ::posix_spawn(&process, program.c_str(), &m_actions, &m_attributes, arguments.data(),
                             environment.data());
    }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

/// Makes a descriptor readable once a stop is requested.
auto wakeOn(const std::stop_token& stop, int wake) {
    return std::stop_callback(stop, [wake] {
        const std::uint64_t one = 1;
        static_cast<void>(::write(wake, &one, sizeof one));
    });
}

}  // namespace

base::Result<std::unique_ptr<HelperProcess>> HelperProcess::start(const std::filesystem::path& program) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return cannotStart(program, errno);
    Descriptor ours(ends[0]);
    const Descriptor theirs(ends[1]);
    // As much of a picture on its way as the system allows: fewer turns of the two.
    constexpr int kOnTheWay = 4 << 20;
    for (const int end : ends) ::setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kOnTheWay, sizeof kOnTheWay);
    Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (wake.number() < 0) return cannotStart(program, errno);
    // One that has the number already would be closed as the helper starts: it is moved out of the way.
    const Descriptor high(::fcntl(theirs.number(), F_DUPFD_CLOEXEC, kHelperSocket + 1));
    if (high.number() < 0) return cannotStart(program, errno);
    pid_t process = -1;
    if (const int reason = SpawnPlan(high.number()).spawn(program.string(), process); reason != 0)
        return cannotStart(program, reason);
    return std::unique_ptr<HelperProcess>(new HelperProcess(process, std::move(ours), std::move(wake)));
}

HelperProcess::HelperProcess(pid_t process, Descriptor socket, Descriptor wake)
    : m_process(process), m_socket(std::move(socket)), m_wake(std::move(wake)), m_channel(m_socket.number()) {}

HelperProcess::~HelperProcess() {
    static_cast<void>(end());
}

int HelperProcess::end() {
    if (m_status) return *m_status;
    ::kill(m_process, SIGKILL);
    int status = 0;
    // Where the program was started with its children's ends ignored, there is no status to be had.
    while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
    }
    m_status = status;
    return status;
}

bool HelperProcess::isAlive() {
    int status = 0;
    if (!m_status && ::waitpid(m_process, &status, WNOHANG) == m_process) m_status = status;
    return !m_status;
}

HelperProcess::Reply HelperProcess::ask(Bytes head, Bytes body, const HelperLimits& limits,
                                        const std::stop_token& stop) {
    m_patience = {std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds), m_wake.number()};
    const auto waking = wakeOn(stop, m_wake.number());
    Reply reply;
    reply.ended = m_channel.send(head, body, m_patience);
    if (reply.ended != Channel::Ended::Done) return reply;
    Preface preface;
    reply.ended = m_channel.receive(preface, reply.head, m_patience);
    reply.bodyBytes = preface.bodyBytes;
    return reply;
}

Channel::Ended HelperProcess::receiveBody(std::span<std::uint8_t> target, const std::stop_token& stop) {
    const auto waking = wakeOn(stop, m_wake.number());
    return m_channel.receive(target, m_patience);
}

Error HelperProcess::endAndSayWhy(Channel::Ended seen, const HelperLimits& limits) {
    const auto tookLong = [](const std::string& howLong) {
        return Error{ErrorCode::TooLarge,
                     base::Sentence{QT_TRANSLATE_NOOP(
                                        "Error", "The picture was not decoded after %1, and its decoder was ended. %2"),
                                    {howLong, kRemedy}}};
    };
    if (seen == Channel::Ended::TooLong) return tookLong(std::to_string(limits.seconds) + " s");
    // Its end of the pair closed as it ended, and what it ended with stands since before that.
    const int status = end();
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return tookLong(std::to_string(limits.processorSeconds) + " s of work");
    if (!WIFSIGNALED(status))
        return {ErrorCode::Internal,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "The helper that decodes pictures ended by itself (code %1): it does "
                                                 "not fit this program or this system. Install the program again."),
                               {std::to_string(WEXITSTATUS(status))}}};
    if (WTERMSIG(status) == SIGKILL)
        return {ErrorCode::OutOfMemory,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "The picture's decoder was killed, as the system does when memory "
                                                 "runs out. Close other programs and open the picture again.")}};
    return {ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The picture made its decoder crash (signal %1). %2"),
                           {std::to_string(WTERMSIG(status)), kRemedy}}};
}

}  // namespace asg::io
