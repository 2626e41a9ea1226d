#include "core/io/dicom/japanese_text.h"

#include <array>
#include <iconv.h>
#include <string_view>

namespace asg::io {
namespace {

constexpr char kEscape = '\x1b';

class Converter {
public:
    Converter() : m_handle(iconv_open("UTF-8", "ISO-2022-JP-2")) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (isOpen()) iconv_close(m_handle);
    }
    [[nodiscard]] std::optional<std::string> convert(std::string text) {
        if (!isOpen()) return std::nullopt;
        std::string result(text.size() * 4 + 4, '\0');
        char* source = text.data();
        char* target = result.data();
        std::size_t sourceLeft = text.size();
        std::size_t targetLeft = result.size();
        iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        if (iconv(m_handle, &source, &sourceLeft, &target, &targetLeft) == static_cast<std::size_t>(-1))
            return std::nullopt;
        result.resize(result.size() - targetLeft);
        return result;
    }

private:
    [[nodiscard]] bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }
    iconv_t m_handle;
};

/// JIS X 0201: ASCII below, half-width katakana above.
std::optional<std::string> singleByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) return std::string(1, c);
    if (byte < 0xA1 || byte > 0xDF) return std::nullopt;
    const unsigned codePoint = 0xFF61U + (byte - 0xA1U);
    return std::string{static_cast<char>(0xE0 | codePoint >> 12), static_cast<char>(0x80 | (codePoint >> 6 & 0x3F)),
                       static_cast<char>(0x80 | (codePoint & 0x3F))};
}

/// The escape sequence of a two-byte set at the start of `text`, else empty.
std::string_view twoByteEscape(std::string_view text) {
    for (const std::string_view escape : {"\x1b$B", "\x1b$@", "\x1b$(D"})
        if (text.starts_with(escape)) return escape;
    return {};
}

}  // namespace

bool isJapanese(const std::string& specificCharacterSet) {
    constexpr std::array<std::string_view, 4> kSets{"ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 13", "ISO_IR 13"};
    for (const std::string_view set : kSets)
        if (specificCharacterSet.find(set) != std::string::npos) return true;
    return false;
}

std::optional<std::string> japaneseToUtf8(const std::string& stored) {
    Converter converter;
    std::string result;
    for (std::size_t i = 0; i < stored.size();) {
        const std::string_view rest = std::string_view(stored).substr(i);
        std::optional<std::string> converted;
        if (const auto escape = twoByteEscape(rest); !escape.empty()) {
            const std::size_t end = std::min(rest.find(kEscape, escape.size()), rest.size());
            converted = converter.convert(std::string(rest.substr(0, end)) + "\x1b(B");
            i += end;
        } else if (rest.front() == kEscape && rest.size() >= 3) {
            converted = std::string();
            i += 3;
        } else {
            converted = singleByte(rest.front());
            ++i;
        }
        if (!converted) return std::nullopt;
        result += *converted;
    }
    return result;
}

}  // namespace asg::io
