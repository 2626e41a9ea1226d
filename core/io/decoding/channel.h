#pragma once

#include "core/io/bytes.h"
#include "core/io/decoding/messages.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace asg::io {

/// A file descriptor that is closed once nobody needs it.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number = -1;
};

/// One end of a connected pair of sockets. One thread at a time.
class Channel {
public:
    enum class Ended : std::uint8_t { Done, Gone, Stopped, TooLong };

    /// The descriptor stays the caller's.
    explicit Channel(int socket) : m_socket(socket) {}

    /// Until when the next calls may take, and what else ends them; without both they wait for ever.
    struct Patience {
        std::optional<std::chrono::steady_clock::time_point> until = {};
        int wake = -1;  ///< ends a call as Stopped once it can be read; -1: nothing
    };
    [[nodiscard]] Ended send(Bytes bytes, const Patience& patience);
    [[nodiscard]] Ended receive(std::span<std::uint8_t> target, const Patience& patience);

    /// A whole message.
    [[nodiscard]] Ended send(Bytes head, Bytes body, const Patience& patience);
    /// A message but for its body. Gone where it speaks another language or is longer than kMostHeadBytes.
    [[nodiscard]] Ended receive(Preface& preface, std::vector<std::uint8_t>& head, const Patience& patience);

private:
    [[nodiscard]] Ended await(short events, const Patience& patience) const;

    int m_socket;
};

}  // namespace asg::io
