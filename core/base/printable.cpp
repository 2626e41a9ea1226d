#include "core/base/printable.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>

namespace asg::base {
namespace {

/// The length of the UTF-8 character at the beginning; 0 where there is none.
std::size_t characterBytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80   ? 1
                              : lead < 0xC2 ? 0
                              : lead < 0xE0 ? 2
                              : lead < 0xF0 ? 3
                              : lead < 0xF5 ? 4
                                            : 0;
    if (bytes == 0 || bytes > text.size()) return 0;
    for (std::size_t i = 1; i < bytes; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
    return bytes;
}

/// C0 and C1 controls, and the characters that turn the direction of what follows.
bool steersTerminal(std::string_view character) {
    using namespace std::string_view_literals;
    if (character.size() == 1) return static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7F;
    if (character.size() == 2) return character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
    return (character >= "\u200E"sv && character <= "\u200F"sv) ||
           (character >= "\u2028"sv && character <= "\u202E"sv) || (character >= "\u2066"sv && character <= "\u2069"sv);
}

void appendEscaped(std::string& result, std::string_view bytes) {
    for (const char byte : bytes) {
        char escaped[8];
        std::snprintf(escaped, sizeof(escaped), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        result += escaped;
    }
}

}  // namespace

std::string printable(std::string_view text, bool keepLines) {
    std::string result;
    while (!text.empty()) {
        const std::size_t bytes = std::max<std::size_t>(1, characterBytes(text));
        const std::string_view character = text.substr(0, bytes);
        const bool kept = characterBytes(text) > 0 && (!steersTerminal(character) || (keepLines && character == "\n"));
        if (kept)
            result += character;
        else
            appendEscaped(result, character);
        text.remove_prefix(bytes);
    }
    return result;
}

}  // namespace asg::base
