#include "core/io/decoding/channel.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace asg::io {
namespace {

using Clock = std::chrono::steady_clock;

bool mayTryAgain() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

template <typename T>
Bytes rawBytes(const T& value) {
    return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

}  // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor() {
    if (m_number >= 0) ::close(m_number);
}

Channel::Ended Channel::await(short events, const Patience& patience) const {
    std::array<pollfd, 2> watched{{{m_socket, events, 0}, {patience.wake, POLLIN, 0}}};
    while (true) {
        int wait = -1;
        if (patience.until) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*patience.until - Clock::now());
            if (left.count() <= 0) return Ended::TooLong;
            wait = static_cast<int>(std::min<std::int64_t>(left.count(), 1'000'000));
        }
        const int ready = ::poll(watched.data(), watched.size(), wait);
        if (ready < 0 && errno != EINTR) return Ended::Gone;
        if (ready <= 0) continue;
        return watched[1].revents != 0 ? Ended::Stopped : Ended::Done;
    }
}

Channel::Ended Channel::send(Bytes bytes, const Patience& patience) {
    while (!bytes.empty()) {
        const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
            continue;
        }
        if (!mayTryAgain()) return Ended::Gone;
        if (const Ended waited = await(POLLOUT, patience); waited != Ended::Done) return waited;
    }
    return Ended::Done;
}

Channel::Ended Channel::receive(std::span<std::uint8_t> target, const Patience& patience) {
    while (!target.empty()) {
        const auto taken = ::recv(m_socket, target.data(), target.size(), MSG_DONTWAIT);
        if (taken > 0) {
            target = target.subspan(static_cast<std::size_t>(taken));
            continue;
        }
        if (taken == 0 || !mayTryAgain()) return Ended::Gone;
        if (const Ended waited = await(POLLIN, patience); waited != Ended::Done) return waited;
    }
    return Ended::Done;
}

Channel::Ended Channel::send(Bytes head, Bytes body, const Patience& patience) {
    const Preface preface{kLanguage, head.size(), body.size()};
    for (const Bytes part : {rawBytes(preface), head, body})
        if (const Ended sent = send(part, patience); sent != Ended::Done) return sent;
    return Ended::Done;
}

Channel::Ended Channel::receive(Preface& preface, std::vector<std::uint8_t>& head, const Patience& patience) {
    const std::span<std::uint8_t> first(reinterpret_cast<std::uint8_t*>(&preface), sizeof preface);
    if (const Ended received = receive(first, patience); received != Ended::Done) return received;
    if (preface.language != kLanguage || preface.headBytes > kMostHeadBytes) return Ended::Gone;
    head.resize(preface.headBytes);
    return receive(head, patience);
}

}  // namespace asg::io
