#include "core/text/tokens.h"

#include "core/text/code_points.h"

#include <utility>

namespace asg::text {
namespace {

enum class Class : std::uint8_t { Space, LineBreak, Letter, Digit, Joiner, Mark, Punctuation };

// The letters U+00C0..U+017F without their accents; '=' where there is nothing to fold.
constexpr std::string_view kFolded =
    "aaaaaaaceeeeiiiidnooooo=ouuuuypsaaaaaaaceeeeiiiidnooooo=ouuuuypy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uu"
    "wwyyyzzzzzzs";
static_assert(kFolded.size() == 0x180 - 0xC0);

Class classOf(char32_t c) noexcept {
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C) return Class::LineBreak;
    if (c <= 0x20 || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000 ||
        c == 0xFEFF)
        return Class::Space;
    if (c >= '0' && c <= '9') return Class::Digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return Class::Letter;
    if (c == '-' || c == '\'' || c == '`' || c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2018 || c == 0x2019 ||
        (c >= 0x91 && c <= 0x97 && c != 0x93 && c != 0x94 && c != 0x95))  // Windows' quotes and dashes in Latin-1
        return Class::Joiner;
    if (c >= 0x300 && c <= 0x36F) return Class::Mark;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x303F))
        return c == 0xAA || c == 0xB5 || c == 0xBA ? Class::Letter : Class::Punctuation;
    return Class::Letter;
}

bool capital(char32_t c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c <= 0x17F && c % 2 == 0);
}

void appendFolded(std::string& out, char32_t c) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
        return;
    }
    const char folded = c >= 0xC0 && c - 0xC0 < kFolded.size() ? kFolded[c - 0xC0] : '=';
    if (folded != '=') {
        out.push_back(folded);
    } else if (!(c >= 0x300 && c <= 0x36F)) {
        appendUtf8(out, c);
    }
}

constexpr std::size_t kWideGap = 3;
constexpr std::size_t kShortestRule = 12;  // a line drawn with "_" parts a report as a blank line does

/// What stands between two tokens.
struct Gap {
    std::uint8_t breaks = 0;
    std::size_t blanks = 0;  ///< since the last line break
    bool lineBegun = false;  ///< a line begins in it
    bool dash = false;
    bool openDash = false;  ///< a dash behind a blank, which needs one after it too
    bool tab = false;
};

class Tokenizer {
public:
    Tokenizer(std::string_view utf8, const Vocabulary& vocabulary) : m_text(utf8), m_vocabulary(vocabulary) {
        m_tokens.reserve(utf8.size() / 5 + 4);
    }

    std::vector<Token> run() {
        while (m_at < m_text.size()) {
            const CodePoint point = codePointAt(m_text, m_at);
            switch (classOf(point.value)) {
                case Class::LineBreak: lineBreak(point); break;
                case Class::Space: space(point); break;
                case Class::Joiner: joiner(point); break;
                case Class::Mark: m_at += point.bytes; break;
                case Class::Letter: word(); break;
                case Class::Digit: number(); break;
                case Class::Punctuation: punctuation(point); break;
            }
        }
        return std::move(m_tokens);
    }

private:
    void lineBreak(CodePoint point) {
        const bool pair = point.value == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n';
        m_at += pair ? 2 : point.bytes;
        m_gap.breaks = static_cast<std::uint8_t>(m_gap.breaks < 2 ? m_gap.breaks + 1 : 2);
        m_gap.blanks = 0;
        m_gap.tab = m_gap.dash = false;
        m_gap.lineBegun = true;
    }

    void space(CodePoint point) {
        m_gap.tab = m_gap.tab || (point.value == '\t' && !m_gap.lineBegun);
        m_gap.dash = m_gap.dash || m_gap.openDash;
        m_gap.openDash = false;
        ++m_gap.blanks;
        m_at += point.bytes;
    }

    // "- No effusion", "no effusion - oedema", "no effusion -- oedema", "no effusion—oedema"; not "well-defined".
    void joiner(CodePoint point) {
        const bool long_ = point.value == 0x2014 || point.value == 0x2015;
        const bool dash = point.value == '-' || point.value == 0x96 || point.value == 0x97 ||
                          (point.value >= 0x2010 && point.value <= 0x2015);
        m_gap.dash = m_gap.dash || long_ || (dash && m_gap.lineBegun);
        m_gap.openDash = dash && (m_gap.blanks > 0 || m_gap.openDash);
        m_at += point.bytes;
    }

    void word() {
        Token token = start(TokenKind::Word);
        m_folded.clear();
        bool lower = false;
        bool first = true;
        while (m_at < m_text.size()) {
            const CodePoint point = codePointAt(m_text, m_at);
            const Class kind = classOf(point.value);
            if (kind != Class::Letter && kind != Class::Digit && kind != Class::Mark) break;
            if (leaderBegins(token.begin) || leaderEnds(token.begin)) break;
            if (kind == Class::Letter) {
                const bool big = capital(point.value);
                if (first) token.capital = big;
                lower = lower || !big;
            }
            first = false;
            appendFolded(m_folded, point.value);
            m_at += point.bytes;
        }
        if (m_folded.size() >= kShortestRule && m_folded.find_first_not_of('_') == std::string::npos) {
            m_gap = {.breaks = 2, .lineBegun = true};
            return;
        }
        token.upperCase = !lower;
        token.word = m_vocabulary.find(m_folded);
        finish(token);
    }

    // "EFFUSION___NO" is a name, a leader and a value.
    [[nodiscard]] bool leaderBegins(std::size_t first) const {
        return m_at > first && m_text[m_at] == '_' && m_text[first] != '_' && m_at + 1 < m_text.size() &&
               m_text[m_at + 1] == '_';
    }
    [[nodiscard]] bool leaderEnds(std::size_t first) const {
        return m_at > first && m_text[m_at] != '_' && m_text[m_at - 1] == '_' && m_text[first] == '_' && first > 0 &&
               classOf(static_cast<unsigned char>(m_text[first - 1])) == Class::Letter;
    }

    // "5.2", "3.5.2012", "10:45" and "8mm" are one token each.
    void number() {
        Token token = start(TokenKind::Number);
        const auto digitAt = [&](std::size_t i) { return i < m_text.size() && m_text[i] >= '0' && m_text[i] <= '9'; };
        while (digitAt(m_at) ||
               (m_at < m_text.size() && (m_text[m_at] == '.' || m_text[m_at] == ':' || m_text[m_at] == ',') &&
                digitAt(m_at + 1)))
            ++m_at;
        m_folded.assign(m_text.substr(token.begin, m_at - token.begin));
        token.word = m_vocabulary.find(m_folded);
        finish(token);
    }

    void punctuation(CodePoint point) {
        Token token = start(TokenKind::Punctuation);
        m_at += point.bytes;
        token.word = m_vocabulary.find(m_text.substr(token.begin, point.bytes));
        finish(token);
    }

    Token start(TokenKind kind) const {
        Token token;
        token.begin = static_cast<std::uint32_t>(m_at);
        token.kind = kind;
        token.spaceBefore = m_gap.blanks > 0 || m_gap.breaks > 0;
        token.lineBreaksBefore = m_gap.breaks;
        token.dashBefore = m_gap.dash;
        token.tabBefore = m_gap.tab;
        token.wideBefore = m_gap.blanks >= kWideGap && !m_gap.lineBegun;
        return token;
    }

    void finish(Token token) {
        token.end = static_cast<std::uint32_t>(m_at);
        m_tokens.push_back(token);
        m_gap = {};
    }

    std::string_view m_text;
    const Vocabulary& m_vocabulary;
    std::vector<Token> m_tokens;
    std::string m_folded;
    std::size_t m_at = 0;
    Gap m_gap{.lineBegun = true};
};

}  // namespace

WordId Vocabulary::add(std::string_view word) {
    const auto found = m_ids.find(word);
    if (found != m_ids.end()) return found->second;
    const auto id = static_cast<WordId>(m_ids.size() + 1);
    m_ids.emplace(word, id);
    return id;
}

WordId Vocabulary::find(std::string_view word) const {
    const auto found = m_ids.find(word);
    return found == m_ids.end() ? kUnknownWord : found->second;
}

std::string foldWord(std::string_view utf8) {
    std::string folded;
    for (std::size_t i = 0; i < utf8.size();) {
        const CodePoint point = codePointAt(utf8, i);
        appendFolded(folded, point.value);
        i += point.bytes;
    }
    return folded;
}

std::vector<Token> tokenize(std::string_view utf8, const Vocabulary& vocabulary) {
    return Tokenizer(utf8, vocabulary).run();
}

std::vector<std::string> phraseWords(std::string_view phrase) {
    std::vector<std::string> words;
    for (const Token& token : tokenize(phrase, Vocabulary{}))
        words.push_back(foldWord(phrase.substr(token.begin, token.end - token.begin)));
    return words;
}

}  // namespace asg::text
