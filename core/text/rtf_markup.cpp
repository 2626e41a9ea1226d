#include "core/text/code_points.h"
#include "core/text/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace asg::text {
namespace {

constexpr std::array<std::string_view, 12> kGroupsLeftOut{"fonttbl",   "colortbl",  "stylesheet", "info",
                                                          "pict",      "object",    "header",     "footer",
                                                          "generator", "listtable", "themedata",  "xmlnstbl"};

class RtfReader {
public:
    explicit RtfReader(std::string_view text) : m_text(text) {}

    RewrittenText read() {
        while (m_at < m_text.size()) {
            switch (m_text[m_at]) {
                case '{':
                    m_groups.push_back(m_leftOut);
                    ++m_at;
                    break;
                case '}':
                    m_leftOut = !m_groups.empty() && m_groups.back();
                    if (!m_groups.empty()) m_groups.pop_back();
                    ++m_at;
                    break;
                case '\\': control(); break;
                case '\r':
                case '\n': ++m_at; break;
                default: words(); break;
            }
        }
        return std::move(m_out);
    }

private:
    void words() {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && std::string_view("{}\\\r\n").find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
        if (!m_leftOut) m_out.copy(m_text, begin, m_at);
    }

    void write(std::size_t begin, std::string_view after) {
        if (!m_leftOut) m_out.replace(begin, m_at, after);
    }

    void writeCharacter(std::size_t begin, char32_t character) {
        std::string utf8;
        appendUtf8(utf8, character);
        write(begin, utf8);
    }

    void control() {
        const std::size_t begin = m_at++;
        if (m_at == m_text.size()) return;
        const char c = m_text[m_at];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return word(begin);
        ++m_at;
        if (c == '\'') return hexadecimal(begin);
        if (c == '*') m_leftOut = true;
        if (c == '~') write(begin, " ");
        if (c == '_') write(begin, "-");
        if (c == '\\' || c == '{' || c == '}') write(begin, {&c, 1});
        if (c == '\n' || c == '\r') write(begin, "\n");
    }

    void hexadecimal(std::size_t begin) {
        unsigned value = 0;
        const std::string_view digits = m_text.substr(m_at, 2);
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (failure != std::errc()) return;
        m_at += static_cast<std::size_t>(end - digits.data());
        if (value >= 0x20) writeCharacter(begin, value);
    }

    void word(std::size_t begin) {
        const std::size_t nameBegin = m_at;
        while (m_at < m_text.size() && ((m_text[m_at] | 0x20) >= 'a' && (m_text[m_at] | 0x20) <= 'z')) ++m_at;
        const std::string_view name = m_text.substr(nameBegin, m_at - nameBegin);
        int number = 0;
        const auto [end, failure] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), number);
        const bool numbered = failure == std::errc();
        if (numbered) m_at = static_cast<std::size_t>(end - m_text.data());
        if (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
        if (std::ranges::find(kGroupsLeftOut, name) != kGroupsLeftOut.end()) m_leftOut = true;
        if (name == "par" || name == "line" || name == "row" || name == "sect" || name == "page") write(begin, "\n");
        if (name == "tab" || name == "cell") write(begin, "\t");
        if (name == "bullet") writeCharacter(begin, 0x2022);
        if (name == "endash") writeCharacter(begin, 0x2013);
        if (name == "emdash") writeCharacter(begin, 0x2014);
        if (name == "u" && numbered) unicode(begin, number);
    }

    // One character that older readers see follows it.
    void unicode(std::size_t begin, int number) {
        if (m_text.substr(m_at).starts_with("\\'"))
            m_at = std::min(m_at + 4, m_text.size());
        else if (m_at < m_text.size() && m_text[m_at] == '?')
            ++m_at;
        const auto value = static_cast<char32_t>(number < 0 ? number + 0x10000 : number);
        if (value >= 0x20 && value < 0x110000 && !(value >= 0xD800 && value < 0xE000)) writeCharacter(begin, value);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_leftOut = false;
    std::vector<bool> m_groups;
    RewrittenText m_out;
};

}  // namespace

std::optional<RewrittenText> withoutRtf(std::string_view utf8) {
    const std::size_t begin = utf8.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || !utf8.substr(begin).starts_with("{\\rtf")) return std::nullopt;
    return RtfReader(utf8).read();
}

}  // namespace asg::text
