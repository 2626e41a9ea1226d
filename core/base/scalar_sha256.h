#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace asg::base {

inline constexpr std::size_t kSha256Bytes = 32;

/// SHA-256 (FIPS 180-4) in plain C++, fed in pieces: what `Sha256` falls back on. Use that one.
class ScalarSha256 {
public:
    ScalarSha256();
    void update(std::span<const std::byte> bytes);
    /// Of everything fed so far; nothing may be fed afterwards.
    [[nodiscard]] std::array<std::uint8_t, kSha256Bytes> finish();

private:
    void processBlock(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state;
    std::array<std::uint8_t, 64> m_buffer{};
    std::size_t m_buffered = 0;
    std::uint64_t m_total = 0;
};

}  // namespace asg::base
