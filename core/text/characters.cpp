#include "core/text/characters.h"

#include "core/text/code_points.h"
#include "core/text/entities.h"

#include <algorithm>
#include <array>

namespace asg::text {
namespace {

constexpr std::size_t kLongestEmphasis = 80;
constexpr std::array<std::string_view, 7> kLigatures{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};  // U+FB00 …

bool isLetterByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
}

bool isSmallByte(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3;
}

class CharacterReader {
public:
    CharacterReader(std::string_view text, const Vocabulary& vocabulary)
        : m_text(text), m_vocabulary(vocabulary), m_oneLine(text.find('\n') == std::string_view::npos) {}

    std::optional<RewrittenText> read() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_text.size();) {
            const auto change = isTrigger(m_text[i]) ? changeAt(i) : std::nullopt;
            if (!change) {
                ++i;
                continue;
            }
            m_out.copy(m_text, kept, i);
            m_out.replace(i, change->end, change->text);
            i = kept = change->end;
        }
        if (kept == 0) return std::nullopt;
        m_out.copy(m_text, kept, m_text.size());
        return std::move(m_out);
    }

private:
    struct Change {
        std::size_t end = 0;
        std::string text;
    };

    static bool isTrigger(char c) {
        return c == '&' || c == '\\' || c == '*' || c == '-' || c == '\xC2' || c == '\xE2' || c == '\xEF';
    }

    [[nodiscard]] char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }

    [[nodiscard]] std::optional<Change> changeAt(std::size_t i) const {
        switch (m_text[i]) {
            case '&':
                if (auto entity = entityAt(m_text, i)) return Change{entity->end, std::move(entity->text)};
                return std::nullopt;
            case '\\': return escape(i);
            case '*': return emphasis(i);
            case '-': return hyphen(i, i + 1);
            default: return special(i);
        }
    }

    // "\n" as two characters, where no small letter follows or the report has no real line; "\.br\" and the other
    // escapes of HL7.
    [[nodiscard]] std::optional<Change> escape(std::size_t i) const {
        const std::string_view rest = m_text.substr(i);
        if (rest.starts_with("\\.br\\")) return Change{i + 5, "\n"};
        if (rest.size() >= 3 && rest[2] == '\\')
            for (const auto& [name, sign] : {std::pair{'T', "&"}, {'F', "|"}, {'S', "^"}, {'R', "~"}, {'E', "\\"}})
                if (rest[1] == name) return Change{i + 3, sign};
        if (rest.starts_with("\\r\\n")) return Change{i + 4, "\n"};
        const bool breaks = m_oneLine || !isSmallByte(at(i + 2));
        if ((at(i + 1) == 'n' || at(i + 1) == 'r') && breaks) return Change{i + 2, "\n"};
        if (at(i + 1) == 't' && breaks) return Change{i + 2, "\t"};
        return std::nullopt;
    }

    // "**No**", "*No*": the marks alone.
    [[nodiscard]] std::optional<Change> emphasis(std::size_t i) const {
        if (at(i + 1) == '*') return at(i + 2) == '*' ? std::nullopt : std::optional(Change{i + 2, ""});
        const bool opens = isLetterByte(at(i + 1)) && (i == 0 || !isLetterByte(m_text[i - 1]));
        if (opens) {
            const std::string_view line = m_text.substr(i + 1, kLongestEmphasis);
            const std::size_t close = line.substr(0, line.find('\n')).find('*');
            if (close != std::string_view::npos && line[close - 1] != ' ' && !isLetterByte(at(i + 2 + close)))
                return Change{i + 1, ""};
            return std::nullopt;
        }
        const bool closes = i > 0 && m_text[i - 1] != ' ' && m_text[i - 1] != '\n' && m_text[i - 1] != '*';
        return closes ? std::optional(Change{i + 1, ""}) : std::nullopt;
    }

    // "effu-" | "sion" is one word; "left-" | "sided" keeps its hyphen and loses the line's end.
    [[nodiscard]] std::optional<Change> hyphen(std::size_t i, std::size_t after) const {
        std::size_t next = m_text.find_first_not_of(" \t\r", after);
        if (next == std::string_view::npos || m_text[next] != '\n') return std::nullopt;
        next = m_text.find_first_not_of(" \t", next + 1);
        if (i == 0 || next == std::string_view::npos || !isSmallByte(m_text[next]) || !isSmallByte(m_text[i - 1]))
            return std::nullopt;
        return Change{next, isOneWord(i, next) ? "" : "-"};
    }

    [[nodiscard]] bool isOneWord(std::size_t end, std::size_t next) const {
        constexpr std::size_t kLongestPart = 24;
        std::size_t first = end;
        while (first > 0 && end - first < kLongestPart && isLetterByte(m_text[first - 1])) --first;
        std::size_t last = next;
        while (last < m_text.size() && last - next < kLongestPart && isLetterByte(m_text[last])) ++last;
        const std::string word = std::string(m_text.substr(first, end - first)) += m_text.substr(next, last - next);
        return m_vocabulary.find(foldWord(word)) != kUnknownWord;
    }

    // Soft hyphens, ligatures, and what has no width.
    [[nodiscard]] std::optional<Change> special(std::size_t i) const {
        const CodePoint point = codePointAt(m_text, i);
        const std::size_t end = i + point.bytes;
        if (point.value == 0xAD) {
            if (auto broken = hyphen(i, end)) return Change{broken->end, ""};
            return Change{end, ""};
        }
        if (point.value >= 0xFB00 && point.value <= 0xFB06)
            return Change{end, std::string(kLigatures[point.value - 0xFB00])};
        const bool joiner =
            point.value == 0x200C || point.value == 0x200D || point.value == 0x2060 || (point.value == 0xFEFF && i > 0);
        if (joiner) return Change{end, ""};
        if (point.value == 0x200B && i > 0 && isLetterByte(m_text[i - 1]) && isSmallByte(at(end)) && isOneWord(i, end))
            return Change{end, ""};
        return std::nullopt;
    }

    std::string_view m_text;
    const Vocabulary& m_vocabulary;
    const bool m_oneLine;
    RewrittenText m_out;
};

}  // namespace

std::optional<RewrittenText> withPlainCharacters(std::string_view utf8, const Vocabulary& vocabulary) {
    return CharacterReader(utf8, vocabulary).read();
}

}  // namespace asg::text
