#pragma once

#include "core/io/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::io {

inline constexpr std::size_t kMostLetters = 4096;  ///< of a text in a parcel

/// Numbers and texts one after another, as a program and its helper hand them to each other.
class ParcelWriter {
public:
    void put(std::int64_t number);
    void put(std::string_view text);
    void put(const std::vector<std::uint16_t>& words);
    [[nodiscard]] Bytes bytes() const { return m_bytes; }

private:
    void putRaw(const void* source, std::size_t size);

    std::vector<std::uint8_t> m_bytes;
};

/// Reads what a ParcelWriter wrote, in the same order, and believes none of it: what is missing, too long or out of its
/// range is read as the least that it may be, and isWhole() is false from then on.
class ParcelReader {
public:
    explicit ParcelReader(Bytes bytes) : m_left(bytes) {}

    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most);
    [[nodiscard]] int integer(int least, int most) { return static_cast<int>(number(least, most)); }
    [[nodiscard]] bool flag() { return number(0, 1) == 1; }
    [[nodiscard]] std::string text(std::size_t most);
    [[nodiscard]] std::vector<std::uint16_t> words(std::size_t most);
    /// What was read means nothing to whoever read it.
    void refuse() { m_sound = false; }
    /// Everything that was read was there, and nothing is left.
    [[nodiscard]] bool isWhole() const { return m_sound && m_left.empty(); }

private:
    void takeRaw(void* target, std::size_t size);
    /// How many things of `size` bytes come next.
    [[nodiscard]] std::size_t count(std::size_t most, std::size_t size);

    Bytes m_left;
    bool m_sound = true;
};

}  // namespace asg::io
