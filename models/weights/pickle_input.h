#pragma once

#include "models/weights/pickle_value.h"

#include <algorithm>
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>

namespace asg::weights {

/// Why a pickle cannot be read; stays inside this room (readPickle turns it into an Error).
class PickleProblem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The bytes of a pickle, with a limit on how many may be taken.
class PickleInput {
public:
    PickleInput(std::istream& stream, std::uint64_t maximumBytes) : m_stream(stream), m_left(maximumBytes) {}

    std::uint8_t byte() {
        std::uint8_t value = 0;
        read(&value, 1);
        return value;
    }

    /// A little-endian number of `Number`'s size.
    template <typename Number>
    Number number() {
        Number value{};
        read(&value, sizeof value);
        return value;
    }

    /// The next `length` bytes; never more memory than there are bytes.
    std::string bytes(std::uint64_t length) {
        constexpr std::uint64_t step = 1U << 20U;
        std::string text;
        while (text.size() < length) {
            const auto part = std::min<std::uint64_t>(step, length - text.size());
            const auto before = text.size();
            if (part > m_left) throw PickleProblem("a length reaches beyond what is accepted");
            text.resize(before + part);
            read(text.data() + before, part);
        }
        return text;
    }

    /// Up to the next line end, which is taken and left out.
    std::string line() {
        std::string text;
        for (auto c = static_cast<char>(byte()); c != '\n'; c = static_cast<char>(byte())) text.push_back(c);
        return text;
    }

private:
    void read(void* target, std::uint64_t length) {
        if (length > m_left) throw PickleProblem("it is larger than what is accepted");
        m_stream.read(static_cast<char*>(target), static_cast<std::streamsize>(length));
        if (static_cast<std::uint64_t>(m_stream.gcount()) != length) throw PickleProblem("it is cut off");
        m_left -= length;
    }

    std::istream& m_stream;
    std::uint64_t m_left;
};

}  // namespace asg::weights
