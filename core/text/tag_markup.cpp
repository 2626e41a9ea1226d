#include "core/text/markup.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace asg::text {
namespace {

constexpr std::size_t kLongestTag = 400;
constexpr std::size_t kLongestComment = 4000;

// What ends a line, and what stands within one; any other name is a tag where the text closes it.
constexpr std::array<std::string_view, 31> kBlocks{
    "p",      "div",     "table",      "tr",   "ul",   "ol",   "li",    "h1",     "h2",    "h3",      "h4",
    "h5",     "h6",      "hr",         "html", "body", "head", "style", "script", "title", "section", "header",
    "footer", "article", "blockquote", "pre",  "dl",   "dt",   "dd",    "br",     "center"};
constexpr std::array<std::string_view, 16> kInline{"b", "i",   "u",   "s",     "em", "strong", "font", "span",
                                                   "a", "sub", "sup", "small", "tt", "meta",   "link", "img"};
constexpr std::array<std::string_view, 3> kLeftOut{"head", "style", "script"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// "<name …>", "</name>" or a comment.
struct Tag {
    std::size_t end = 0;
    std::string name;  ///< empty: a comment or a declaration
    bool closes = false;
};

class TagReader {
public:
    explicit TagReader(std::string_view text) : m_text(text) { collect(); }

    std::optional<RewrittenText> read() {
        if (m_first == std::string_view::npos) return std::nullopt;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_text.size();) {
            const char c = m_text[i];
            const auto tag = c == '<' ? knownTag(i) : std::nullopt;
            if (!tag && !(m_laidOut && (c == '\n' || c == '\r'))) {
                ++i;
                continue;
            }
            m_out.copy(m_text, kept, i);
            const std::size_t end = tag ? endOf(*tag) : i + 1;
            m_out.replace(i, end, tag ? stringFor(*tag) : " ");
            i = kept = end;
        }
        m_out.copy(m_text, kept, m_text.size());
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::optional<Tag> tagAt(std::size_t i) const {
        const std::string_view rest = m_text.substr(i, kLongestTag);
        if (rest.starts_with("<!--")) {
            const std::size_t close = m_text.substr(0, i + kLongestComment).find("-->", i);
            if (close == std::string_view::npos) return std::nullopt;
            return Tag{close + 3, {}, false};
        }
        const std::size_t close = rest.find('>');
        if (close == std::string_view::npos || rest.find('<', 1) < close) return std::nullopt;
        Tag tag{i + close + 1, {}, rest.size() > 1 && rest[1] == '/'};
        if (rest[1] == '!' || rest[1] == '?') return tag;
        for (std::size_t k = tag.closes ? 2 : 1; k < close; ++k) {
            const char small = static_cast<char>(rest[k] | 0x20);
            const bool letter = small >= 'a' && small <= 'z';
            const bool inside =
                (rest[k] >= '0' && rest[k] <= '9') || rest[k] == ':' || rest[k] == '_' || rest[k] == '-';
            if (!letter && !(inside && !tag.name.empty())) break;
            tag.name += letter ? small : rest[k];
        }
        return tag.name.empty() ? std::nullopt : std::optional(std::move(tag));
    }

    void collect() {
        for (std::size_t i = m_text.find('<'); i != std::string_view::npos; i = m_text.find('<', i + 1)) {
            const auto tag = tagAt(i);
            if (!tag || tag->name.empty()) continue;
            if (tag->closes) m_lastClosed[tag->name] = i;
            if (!isKnown(*tag)) continue;
            m_first = std::min(m_first, i);
            m_laidOut = m_laidOut || isOneOf(kBlocks, tag->name);
        }
    }

    [[nodiscard]] bool isKnown(const Tag& tag) const {
        return isOneOf(kBlocks, tag.name) || isOneOf(kInline, tag.name) || tag.name == "td" || tag.name == "th" ||
               m_lastClosed.contains(tag.name);
    }

    [[nodiscard]] std::optional<Tag> knownTag(std::size_t i) const {
        auto tag = tagAt(i);
        return tag && (tag->name.empty() || isKnown(*tag)) ? tag : std::nullopt;
    }

    // Style sheets, scripts and a page's head are left out, from the first to the last of them.
    [[nodiscard]] std::size_t endOf(const Tag& tag) const {
        if (tag.closes || !isOneOf(kLeftOut, tag.name)) return tag.end;
        const auto last = m_lastClosed.find(tag.name);
        if (last == m_lastClosed.end() || last->second < tag.end) return tag.end;
        return last->second;
    }

    [[nodiscard]] static std::string_view stringFor(const Tag& tag) {
        if (tag.name.empty() || isOneOf(kInline, tag.name)) return {};
        if (tag.name == "td" || tag.name == "th") return tag.closes ? std::string_view() : "\t";
        if (tag.name == "tr") return tag.closes ? std::string_view() : "\n";
        if (tag.name == "br") return "\n";
        if (tag.name == "li") return tag.closes ? "\n" : "\n\xE2\x80\xA2 ";
        return "\n\n";
    }

    std::string_view m_text;
    std::size_t m_first = std::string_view::npos;
    bool m_laidOut = false;  ///< the tags make the lines, and line breaks are blanks
    std::map<std::string, std::size_t> m_lastClosed;
    RewrittenText m_out;
};

}  // namespace

std::optional<RewrittenText> withoutTags(std::string_view utf8) {
    if (utf8.find('<') == std::string_view::npos) return std::nullopt;
    return TagReader(utf8).read();
}

}  // namespace asg::text
