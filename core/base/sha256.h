#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace asg::base {

/// SHA-256 (FIPS 180-4), fed in pieces. Written here because the server build may have neither Qt nor OpenSSL;
/// tested against sha256sum.
class Sha256 {
public:
    Sha256();
    void update(std::span<const std::byte> bytes);
    /// Lower-case hex of everything fed so far; nothing may be fed afterwards.
    [[nodiscard]] std::string finishHex();

private:
    void processBlock(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state;
    std::array<std::uint8_t, 64> m_buffer{};
    std::size_t m_buffered = 0;
    std::uint64_t m_total = 0;
};

[[nodiscard]] std::string sha256Hex(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256Hex(std::string_view text);

/// Of a file's bytes, read in pieces; blocks on the disk.
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& path);

}  // namespace asg::base
