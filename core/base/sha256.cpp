#include "core/base/sha256.h"

#include "core/base/scalar_sha256.h"
#include "core/base/translatable.h"

#include <fstream>
#include <vector>

#ifdef ASG_HAS_LIBCRYPTO
#include <new>
#include <openssl/evp.h>
#endif

namespace asg::base {

#ifdef ASG_HAS_LIBCRYPTO
/// libcrypto refuses SHA-256 for want of memory alone.
class Sha256::Digest {
public:
    Digest() {
        if (!m_context) throw std::bad_alloc();
        mustBeDone(EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr));
    }
    void update(std::span<const std::byte> bytes) {
        mustBeDone(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()));
    }
    [[nodiscard]] std::array<std::uint8_t, kSha256Bytes> finish() {
        std::array<std::uint8_t, kSha256Bytes> digest{};
        mustBeDone(EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr));
        return digest;
    }

private:
    static void mustBeDone(int done) {
        if (done != 1) throw std::bad_alloc();
    }
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context{EVP_MD_CTX_new()};
};
#else
class Sha256::Digest : public ScalarSha256 {};
#endif

Sha256::Sha256() : m_digest(std::make_unique<Digest>()) {}
Sha256::~Sha256() = default;

void Sha256::update(std::span<const std::byte> bytes) {
    m_digest->update(bytes);
}

std::string Sha256::finishHex() {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * kSha256Bytes);
    for (const std::uint8_t byte : m_digest->finish()) {
        hex.push_back(kDigits[byte >> 4U]);
        hex.push_back(kDigits[byte & 0xFU]);
    }
    return hex;
}

std::string sha256Hex(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finishHex();
}

std::string sha256Hex(std::string_view text) {
    return sha256Hex(std::as_bytes(std::span(text)));
}

Result<std::string> sha256OfFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::NotFound,
                     Sentence{QT_TRANSLATE_NOOP("Error", "%1: cannot be opened for reading."), {path.string()}}};
    Sha256 hash;
    std::vector<char> piece(1U << 20U);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.update(std::as_bytes(std::span(piece).first(static_cast<std::size_t>(file.gcount()))));
    }
    if (file.bad())
        return Error{ErrorCode::Corrupt,
                     Sentence{QT_TRANSLATE_NOOP("Error", "%1: reading stopped with a disk error."), {path.string()}}};
    return hash.finishHex();
}

}  // namespace asg::base
