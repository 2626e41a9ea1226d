#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace asg::base {

/// SHA-256 (FIPS 180-4), fed in pieces: by OpenSSL's libcrypto, which uses the processor's own instructions, or in
/// plain C++ in a build without it. Both give the same.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::span<const std::byte> bytes);
    /// Lower-case hex of everything fed so far; nothing may be fed afterwards.
    [[nodiscard]] std::string finishHex();

private:
    class Digest;
    std::unique_ptr<Digest> m_digest;
};

[[nodiscard]] std::string sha256Hex(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256Hex(std::string_view text);

/// Of a file's bytes, read in pieces; blocks on the disk.
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& path);

}  // namespace asg::base
