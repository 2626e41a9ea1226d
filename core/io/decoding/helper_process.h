#pragma once

#include "core/base/result.h"
#include "core/io/decoding/channel.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <sys/types.h>

namespace asg::io {

/// One running helper. The destructor kills it and takes its exit status, so that no zombie stays. One thread at a
/// time.
class HelperProcess {
public:
    /// Starts the program. Returns once it runs; that it is ready is seen by its first answer. Error: Internal, with
    /// the remedy.
    [[nodiscard]] static base::Result<std::unique_ptr<HelperProcess>> start(const std::filesystem::path& program);
    ~HelperProcess();
    HelperProcess(const HelperProcess&) = delete;
    HelperProcess& operator=(const HelperProcess&) = delete;

    /// Whether it still runs.
    [[nodiscard]] bool isAlive();

    struct Reply {
        Channel::Ended ended = Channel::Ended::Gone;
        std::vector<std::uint8_t> head = {};
        std::uint64_t bodyBytes = 0;
    };
    /// Sends a message and waits for the beginning of the answer. Whatever else than Done it ends with, the helper is
    /// of no use any more.
    [[nodiscard]] Reply ask(Bytes head, Bytes body, const HelperLimits& limits, const std::stop_token& stop);
    /// The answer's body, within the same time.
    [[nodiscard]] Channel::Ended receiveBody(std::span<std::uint8_t> target, const std::stop_token& stop);

    /// Kills it, and says in words why it ended: by its own doing where it had ended before.
    [[nodiscard]] base::Error endAndSayWhy(Channel::Ended seen, const HelperLimits& limits);

private:
    HelperProcess(pid_t process, Descriptor socket, Descriptor wake);
    /// Its wait status, once it has ended.
    [[nodiscard]] int end();

    pid_t m_process;
    Descriptor m_socket;
    Descriptor m_wake;  ///< readable once a stop was requested
    Channel m_channel;
    std::optional<int> m_status;
    Channel::Patience m_patience;
};

}  // namespace asg::io
