#pragma once

#include "core/domain/report.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// Report bytes as UTF-8. `readAsLatin1` says that they were not UTF-8 and were taken for Latin-1, byte by byte.
struct DecodedText {
    std::string utf8;
    bool readAsLatin1 = false;
};

/// Decodes bytes that nobody vouches for: a byte-order mark is dropped, UTF-16 with one (or with a zero in every second
/// byte) is read as such, a half of a pair without its other as U+FFFD; valid UTF-8 is kept byte for byte, anything
/// else is read as Latin-1. Never fails; linear.
[[nodiscard]] DecodedText decodeText(std::string_view bytes);

/// The code point that starts at `offset` of valid UTF-8, and its length in bytes (1..4).
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};
[[nodiscard]] CodePoint codePointAt(std::string_view utf8, std::size_t offset) noexcept;

/// Appends a code point as UTF-8.
void appendUtf8(std::string& out, char32_t value);

/// Translates between the three ways of counting a text: bytes (UTF-8), code points (domain::TextSpan) and UTF-16
/// units (QString). Values beyond the end are clamped to it. Immutable once built; safe to share between threads.
class CodePointIndex {
public:
    /// `utf8` must be valid UTF-8 (domain::Report::text is). Linear; keeps no view of it.
    explicit CodePointIndex(std::string_view utf8);

    [[nodiscard]] std::size_t codePoints() const noexcept { return m_codePoints; }
    [[nodiscard]] std::size_t codePointOfByte(std::size_t byte) const noexcept;
    [[nodiscard]] std::size_t byteOfCodePoint(std::size_t codePoint) const noexcept;
    [[nodiscard]] std::size_t utf16OfCodePoint(std::size_t codePoint) const noexcept;
    [[nodiscard]] std::size_t codePointOfUtf16(std::size_t unit) const noexcept;

    /// The span of bytes [begin, end) in code points.
    [[nodiscard]] domain::TextSpan spanOfBytes(std::size_t begin, std::size_t end) const noexcept {
        return {codePointOfByte(begin), codePointOfByte(end)};
    }

private:
    // One entry for each code point that is not ASCII: everything between two of them counts one for one.
    struct Mark {
        std::size_t byte;
        std::size_t codePoint;
        std::size_t utf16;
        std::uint8_t byteLength;
        std::uint8_t utf16Length;
    };
    std::vector<Mark> m_marks;
    std::size_t m_bytes = 0;
    std::size_t m_codePoints = 0;
    std::size_t m_utf16 = 0;
};

/// The words of a span, as UTF-8.
[[nodiscard]] std::string_view textOf(std::string_view utf8, const CodePointIndex& index, domain::TextSpan span);

}  // namespace asg::text
