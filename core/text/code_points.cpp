#include "core/text/code_points.h"

#include <algorithm>
#include <array>
#include <optional>

namespace asg::text {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t sequenceLength(unsigned char lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
bool validSequence(std::string_view s) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    for (std::size_t i = 1; i < s.size(); ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return false;
    if (byte(0) == 0xE0) return byte(1) >= 0xA0;
    if (byte(0) == 0xED) return byte(1) <= 0x9F;
    if (byte(0) == 0xF0) return byte(1) >= 0x90;
    if (byte(0) == 0xF4) return byte(1) <= 0x8F;
    return true;
}

bool validUtf8(std::string_view s) noexcept {
    for (std::size_t i = 0; i < s.size();) {
        const std::size_t length = sequenceLength(static_cast<unsigned char>(s[i]));
        if (length == 0 || i + length > s.size() || !validSequence(s.substr(i, length))) return false;
        i += length;
    }
    return true;
}

enum class ByteOrder : std::uint8_t { LittleEndian, BigEndian };

std::string fromUtf16(std::string_view bytes, ByteOrder order) {
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(order == ByteOrder::BigEndian ? first << 8U | second : second << 8U | first);
    };
    constexpr char32_t kReplacement = 0xFFFD;
    std::string utf8;
    utf8.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t value = unit(i);
        const bool high = value >= 0xD800 && value < 0xDC00;
        const char32_t low = high && i + 3 < bytes.size() ? unit(i + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            value = 0x10000 + ((value - 0xD800) << 10U) + (low - 0xDC00);
            i += 2;
        } else if (value >= 0xD800 && value < 0xE000) {
            value = kReplacement;
        }
        appendUtf8(utf8, value);
    }
    return utf8;
}

// English as UTF-16 has a zero in every second byte, and no other text has.
std::optional<ByteOrder> unmarkedUtf16(std::string_view bytes) {
    constexpr std::size_t kShortest = 8;
    if (bytes.size() < kShortest || bytes.size() % 2 != 0) return std::nullopt;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const std::size_t pairs = bytes.size() / 2;
    if (10 * zeros[1] >= 9 * pairs && zeros[0] == 0) return ByteOrder::LittleEndian;
    if (10 * zeros[0] >= 9 * pairs && zeros[1] == 0) return ByteOrder::BigEndian;
    return std::nullopt;
}

}  // namespace

CodePoint codePointAt(std::string_view utf8, std::size_t offset) noexcept {
    const auto lead = static_cast<unsigned char>(utf8[offset]);
    const std::size_t length = std::min(std::max<std::size_t>(sequenceLength(lead), 1), utf8.size() - offset);
    if (length == 1) return {lead, 1};
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        value = (value << 6U) | (static_cast<unsigned char>(utf8[offset + i]) & 0x3FU);
    return {value, length};
}

void appendUtf8(std::string& out, char32_t value) {
    const auto tail = [&](unsigned shift) { out.push_back(static_cast<char>(0x80U | ((value >> shift) & 0x3FU))); };
    if (value < 0x80) {
        out.push_back(static_cast<char>(value));
    } else if (value < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (value >> 6U)));
        tail(0);
    } else if (value < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | (value >> 12U)));
        tail(6);
        tail(0);
    } else {
        out.push_back(static_cast<char>(0xF0U | (value >> 18U)));
        tail(12);
        tail(6);
        tail(0);
    }
}

DecodedText decodeText(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return {fromUtf16(bytes.substr(2), ByteOrder::LittleEndian), false};
    if (bytes.starts_with("\xFE\xFF")) return {fromUtf16(bytes.substr(2), ByteOrder::BigEndian), false};
    if (const auto order = unmarkedUtf16(bytes)) return {fromUtf16(bytes, *order), false};
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (validUtf8(bytes)) return {std::string(bytes), false};
    DecodedText decoded{{}, true};
    decoded.utf8.reserve(bytes.size() + bytes.size() / 4);
    for (const char byte : bytes) appendUtf8(decoded.utf8, static_cast<unsigned char>(byte));
    return decoded;
}

CodePointIndex::CodePointIndex(std::string_view utf8) : m_bytes(utf8.size()) {
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        if (lead < 0x80) {
            ++i, ++m_codePoints, ++m_utf16;
            continue;
        }
        const std::size_t length = codePointAt(utf8, i).bytes;
        const auto units = static_cast<std::uint8_t>(length == 4 ? 2 : 1);
        m_marks.push_back({i, m_codePoints, m_utf16, static_cast<std::uint8_t>(length), units});
        i += length;
        m_codePoints += 1;
        m_utf16 += units;
    }
}

std::size_t CodePointIndex::codePointOfByte(std::size_t byte) const noexcept {
    byte = std::min(byte, m_bytes);
    const auto next = std::ranges::upper_bound(m_marks, byte, {}, &Mark::byte);
    if (next == m_marks.begin()) return byte;
    const Mark& mark = *std::prev(next);
    if (byte < mark.byte + mark.byteLength) return mark.codePoint + (byte > mark.byte ? 1 : 0);
    return mark.codePoint + 1 + (byte - mark.byte - mark.byteLength);
}

std::size_t CodePointIndex::byteOfCodePoint(std::size_t codePoint) const noexcept {
    codePoint = std::min(codePoint, m_codePoints);
    const auto next = std::ranges::upper_bound(m_marks, codePoint, {}, &Mark::codePoint);
    if (next == m_marks.begin()) return codePoint;
    const Mark& mark = *std::prev(next);
    if (codePoint == mark.codePoint) return mark.byte;
    return mark.byte + mark.byteLength + (codePoint - mark.codePoint - 1);
}

std::size_t CodePointIndex::utf16OfCodePoint(std::size_t codePoint) const noexcept {
    codePoint = std::min(codePoint, m_codePoints);
    const auto next = std::ranges::upper_bound(m_marks, codePoint, {}, &Mark::codePoint);
    if (next == m_marks.begin()) return codePoint;
    const Mark& mark = *std::prev(next);
    if (codePoint == mark.codePoint) return mark.utf16;
    return mark.utf16 + mark.utf16Length + (codePoint - mark.codePoint - 1);
}

std::size_t CodePointIndex::codePointOfUtf16(std::size_t unit) const noexcept {
    unit = std::min(unit, m_utf16);
    const auto next = std::ranges::upper_bound(m_marks, unit, {}, &Mark::utf16);
    if (next == m_marks.begin()) return unit;
    const Mark& mark = *std::prev(next);
    if (unit < mark.utf16 + mark.utf16Length) return mark.codePoint + (unit > mark.utf16 ? 1 : 0);
    return mark.codePoint + 1 + (unit - mark.utf16 - mark.utf16Length);
}

std::string_view textOf(std::string_view utf8, const CodePointIndex& index, domain::TextSpan span) {
    const std::size_t begin = index.byteOfCodePoint(span.start);
    const std::size_t end = std::max(begin, index.byteOfCodePoint(span.end));
    return utf8.substr(begin, end - begin);
}

}  // namespace asg::text
