#include "core/io/dicom/character_sets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iconv.h>
#include <utility>

namespace asg::io {
namespace {

constexpr char kEscape = '\x1b';

bool isHigh(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

constexpr const char* kKatakana = "JIS X 0201";

/// Half-width katakana, which not every iconv has; below 0x80 as ASCII.
std::optional<std::string> katakanaToUtf8(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 && (byte < 0xA1 || byte > 0xDF)) return std::nullopt;
        const unsigned codePoint = 0xFF61U + (byte - 0xA1U);
        if (byte < 0x80)
            result += c;
        else
            result += {static_cast<char>(0xE0 | codePoint >> 12), static_cast<char>(0x80 | (codePoint >> 6 & 0x3F)),
                       static_cast<char>(0x80 | (codePoint & 0x3F))};
    }
    return result;
}

std::optional<std::string> convert(std::string_view text, const char* encoding) {
    if (encoding == kKatakana) return katakanaToUtf8(text);
    const iconv_t handle = iconv_open("UTF-8", encoding);
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string source(text);
    std::string result(source.size() * 4 + 4, '\0');
    char* from = source.data();
    char* to = result.data();
    std::size_t fromLeft = source.size();
    std::size_t toLeft = result.size();
    const bool converted = iconv(handle, &from, &fromLeft, &to, &toLeft) != static_cast<std::size_t>(-1);
    iconv_close(handle);
    if (!converted) return std::nullopt;
    result.resize(result.size() - toLeft);
    return result;
}

using Named = std::pair<std::string_view, const char*>;

/// Single sets by the number in "ISO_IR n" and "ISO 2022 IR n" → iconv's name; the ones of two bytes begin by escape
/// sequences alone.
constexpr std::array<Named, 20> kSets{{
    {"6", "ASCII"},         {"100", "ISO-8859-1"}, {"101", "ISO-8859-2"}, {"109", "ISO-8859-3"}, {"110", "ISO-8859-4"},
    {"144", "ISO-8859-5"},  {"127", "ISO-8859-6"}, {"126", "ISO-8859-7"}, {"138", "ISO-8859-8"}, {"148", "ISO-8859-9"},
    {"203", "ISO-8859-15"}, {"166", "TIS-620"},    {"13", kKatakana},     {"192", "UTF-8"},      {"87", "ASCII"},
    {"159", "ASCII"},       {"149", "EUC-KR"},     {"58", "GB2312"},      {"14", kKatakana},     {"165", "GB2312"},
}};

/// Escape sequences (PS3.3 tables C.12-3 and C.12-4) behind the escape itself. Low ones say what bytes below 0x80 are,
/// high ones the others.
constexpr std::array<Named, 6> kLowEscapes{{{"(B", nullptr},
                                            {"(J", nullptr},
                                            {"$B", "ISO-2022-JP-2"},
                                            {"$@", "ISO-2022-JP-2"},
                                            {"$(D", "ISO-2022-JP-2"},
                                            {"(I", kKatakana}}};
constexpr std::array<Named, 14> kHighEscapes{{{"-A", "ISO-8859-1"},
                                              {"-B", "ISO-8859-2"},
                                              {"-C", "ISO-8859-3"},
                                              {"-D", "ISO-8859-4"},
                                              {"-L", "ISO-8859-5"},
                                              {"-G", "ISO-8859-6"},
                                              {"-F", "ISO-8859-7"},
                                              {"-H", "ISO-8859-8"},
                                              {"-M", "ISO-8859-9"},
                                              {"-b", "ISO-8859-15"},
                                              {"-T", "TIS-620"},
                                              {")I", kKatakana},
                                              {"$)C", "EUC-KR"},
                                              {"$)A", "GB2312"}}};

template <std::size_t N>
const Named* startOf(std::string_view text, const std::array<Named, N>& names) {
    const auto at =
        std::find_if(names.begin(), names.end(), [&](const Named& named) { return text.starts_with(named.first); });
    return at == names.end() ? nullptr : &*at;
}

/// Letters and digits in upper case: "ISO_IR 100", "ISO-IR 100" and "iso ir 100" are one.
std::string condensed(std::string_view term) {
    std::string result;
    for (const char c : term)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

/// Iconv's name of the set that a value of Specific Character Set names; null when it is not known.
const char* encodingOf(std::string_view term) {
    std::string name = condensed(term);
    if (name.empty()) return "ASCII";
    if (name.find("GB18030") != std::string::npos || name.find("GBK") != std::string::npos) return "GB18030";
    if (name.find("UTF8") != std::string::npos) return "UTF-8";
    constexpr std::array<Named, 4> kLatin{
        {{"LATIN1", "ISO-8859-1"}, {"88591", "ISO-8859-1"}, {"88592", "ISO-8859-2"}, {"885915", "ISO-8859-15"}}};
    for (const auto& [word, encoding] : kLatin)
        if (name.ends_with(word)) return encoding;
    if (const std::size_t at = name.rfind("IR"); at != std::string::npos) name.erase(0, at + 2);
    const auto set = std::find_if(kSets.begin(), kSets.end(), [&](const Named& named) { return named.first == name; });
    return set == kSets.end() ? nullptr : set->second;
}

std::string_view firstValueOf(std::string_view specificCharacterSet) {
    return specificCharacterSet.substr(0, specificCharacterSet.find('\\'));
}

/// Text with code extensions (ISO 2022): runs of one set each.
class ExtendedText {
public:
    ExtendedText(std::string_view text, const char* first) : m_text(text), m_first(first), m_high(first) {}

    std::optional<std::string> decode() {
        while (m_at < m_text.size())
            if (!(m_text[m_at] == kEscape ? takeEscape() : takeRun())) return std::nullopt;
        return m_result;
    }

private:
    bool takeEscape() {
        const std::string_view rest = m_text.substr(m_at + 1);
        if (const Named* low = startOf(rest, kLowEscapes)) {
            m_low = low->second;
            m_lowEscape = low->first;
            m_at += 1 + low->first.size();
            return true;
        }
        if (const Named* high = startOf(rest, kHighEscapes)) {
            m_high = high->second;
            m_at += 1 + high->first.size();
            return true;
        }
        return false;
    }

    bool takeRun() {
        const bool high = isHigh(m_text[m_at]);
        std::size_t end = m_at;
        while (end < m_text.size() && m_text[end] != kEscape && isHigh(m_text[end]) == high) ++end;
        const std::string_view run = m_text.substr(m_at, end - m_at);
        m_at = end;
        const auto converted = high ? highRun(run) : lowRun(run);
        if (converted) m_result += *converted;
        return converted.has_value();
    }

    std::optional<std::string> lowRun(std::string_view run) {
        if (m_low == nullptr) {
            // Delimiters bring back the first set (PS3.5 6.1.2.5.3); files that begin Korean but once are read as
            // meant.
            if (run.find_first_of("\\^=\r\n\f") != std::string_view::npos && m_first != nullptr) m_high = m_first;
            return std::string(run);
        }
        if (m_lowEscape == "(I") {
            std::string lifted(run);
            for (char& c : lifted) c = static_cast<char>(static_cast<unsigned char>(c) | 0x80);
            return convert(lifted, m_low);
        }
        return convert(std::string(1, kEscape) + std::string(m_lowEscape) + std::string(run) + "\x1b(B", m_low);
    }

    std::optional<std::string> highRun(std::string_view run) const {
        return m_high == nullptr ? std::nullopt : convert(run, m_high);
    }

    std::string_view m_text;
    const char* m_first;          ///< of bytes from 0x80 on, at the beginning; null when there is none
    const char* m_high;           ///< of bytes from 0x80 on
    const char* m_low = nullptr;  ///< of the others; null: ASCII
    std::string_view m_lowEscape;
    std::size_t m_at = 0;
    std::string m_result;
};

/// What bytes from 0x80 on are before any escape sequence; null where the first set is ASCII.
const char* highSetOf(std::string_view specificCharacterSet) {
    const char* encoding = encodingOf(firstValueOf(specificCharacterSet));
    return encoding != nullptr && std::string_view(encoding) != "ASCII" ? encoding : nullptr;
}

}  // namespace

bool isUtf8(std::string_view text) {
    return convert(text, "UTF-8").has_value();
}

bool isLatin1(std::string_view specificCharacterSet) {
    const char* encoding = encodingOf(firstValueOf(specificCharacterSet));
    return encoding != nullptr && std::string_view(encoding) == "ISO-8859-1";
}

bool isPlainAscii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return isHigh(c) || c == kEscape; });
}

std::optional<std::string> textToUtf8(std::string_view stored, std::string_view specificCharacterSet) {
    if (isPlainAscii(stored)) return std::string(stored);
    const char* encoding = highSetOf(specificCharacterSet);
    if (stored.find(kEscape) != std::string_view::npos) return ExtendedText(stored, encoding).decode();
    if (encoding == nullptr) return std::nullopt;
    return convert(stored, encoding);
}

std::string guessedUtf8(std::string_view stored) {
    if (isUtf8(stored)) return std::string(stored);
    return convert(stored, "ISO-8859-1").value_or(std::string());
}

}  // namespace asg::io
