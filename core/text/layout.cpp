#include "core/text/layout.h"

#include <algorithm>
#include <optional>

namespace asg::text {
namespace {

constexpr std::size_t kMaximumSentenceTokens = 400;

bool isMark(const Token& token, std::string_view utf8, char mark) {
    return token.kind == TokenKind::Punctuation && utf8[token.begin] == mark;
}

bool endsSentence(const Token& token, std::string_view utf8) {
    return isMark(token, utf8, '.') || isMark(token, utf8, '!') || isMark(token, utf8, '?');
}

bool beginsLine(std::span<const Token> tokens, std::size_t i) {
    return i == 0 || tokens[i].lineBreaksBefore > 0;
}

struct Heading {
    domain::SectionName section;
    std::size_t end;  ///< the first token of its text
};

std::optional<Heading> headingAt(std::span<const Token> tokens, std::size_t i, std::string_view utf8,
                                 const Ontology& ontology) {
    const bool lineStart = beginsLine(tokens, i);
    if (!lineStart && !tokens[i].capital && !endsSentence(tokens[i - 1], utf8)) return std::nullopt;
    const auto match = ontology.headingPhrases.longest(tokens.subspan(i));
    if (match.tokens == 0) return std::nullopt;
    const std::size_t end = i + match.tokens;
    const auto words = tokens.subspan(i, match.tokens);
    const bool capitals = std::ranges::all_of(words, &Token::upperCase);
    const bool colon = end < tokens.size() && isMark(tokens[end], utf8, ':');
    const bool alone = end == tokens.size() || tokens[end].lineBreaksBefore > 0;
    const Heading heading{ontology.headings[match.meanings.front().index], end + (colon ? 1 : 0)};
    if (lineStart && (colon || alone)) return heading;
    if (lineStart && capitals && !tokens[end].upperCase && tokens[end].kind == TokenKind::Word) return heading;
    if (!lineStart && colon && (capitals || endsSentence(tokens[i - 1], utf8))) return heading;
    return std::nullopt;
}

/// Cuts one section into sentences.
class SentenceCutter {
public:
    SentenceCutter(std::span<const Token> tokens, std::string_view utf8, const Ontology& ontology,
                   std::size_t longestLine)
        : m_tokens(tokens), m_text(utf8), m_ontology(ontology), m_longestLine(longestLine) {}

    void cut(const SectionTokens& section, std::vector<SentenceTokens>& out) {
        std::size_t start = afterEnumerator(section.tokens.first, section.tokens.end);
        m_lineStart = start;
        for (std::size_t i = start; i < section.tokens.end; ++i) {
            if (beginsLine(m_tokens, i)) m_lineStart = i;
            const std::size_t next = i + 1;
            const bool last = next == section.tokens.end;
            if (i < start || (!last && next - start < kMaximumSentenceTokens && !boundary(i, start))) continue;
            if (next > start) out.push_back({section.name, {start, next}});
            start = afterEnumerator(next, section.tokens.end);
        }
    }

private:
    // "1." and "2)" at the head of a sentence, and bullets, are no part of it.
    [[nodiscard]] std::size_t afterEnumerator(std::size_t i, std::size_t end) const {
        while (i < end && m_tokens[i].kind == TokenKind::Punctuation && !isMark(m_tokens[i], m_text, '(') &&
               !isMark(m_tokens[i], m_text, '?'))
            ++i;
        return isEnumerator(i, end) ? i + 2 : i;
    }

    [[nodiscard]] bool isEnumerator(std::size_t i, std::size_t end) const {
        if (i + 2 >= end || m_tokens[i].kind != TokenKind::Number || m_tokens[i].end - m_tokens[i].begin > 2)
            return false;
        return (isMark(m_tokens[i + 1], m_text, '.') || isMark(m_tokens[i + 1], m_text, ')')) &&
               m_tokens[i + 2].kind == TokenKind::Word;
    }

    // "- No effusion" or "* No effusion" at the head of a line. A dash is no token: it stands in the gap before the
    // word.
    [[nodiscard]] bool isBullet(std::size_t i) const {
        if (m_tokens[i].kind == TokenKind::Punctuation)
            return i + 1 < m_tokens.size() && m_tokens[i + 1].spaceBefore && !isMark(m_tokens[i], m_text, '(');
        const std::string_view gap = m_text.substr(m_tokens[i - 1].end, m_tokens[i].begin - m_tokens[i - 1].end);
        const std::size_t dash = gap.find_first_not_of(" \t\r", gap.find_last_of("\r\n") + 1);
        return dash != std::string_view::npos && gap.back() == ' ';
    }

    [[nodiscard]] bool boundary(std::size_t i, std::size_t start) const {
        const Token& next = m_tokens[i + 1];
        if (next.lineBreaksBefore == 2) return true;
        if (next.lineBreaksBefore == 1 && lineBreakEnds(i)) return true;
        return endsSentence(m_tokens[i], m_text) ? fullStopEnds(i, start) : fullStopMissing(i);
    }

    // "… markings The lungs are …"
    [[nodiscard]] bool fullStopMissing(std::size_t i) const {
        const Token& token = m_tokens[i];
        const Token& next = m_tokens[i + 1];
        return token.kind == TokenKind::Word && !token.capital && next.capital && !next.upperCase && next.spaceBefore &&
               m_ontology.starters.longest(m_tokens.subspan(i + 1, 1)).tokens > 0;
    }

    [[nodiscard]] bool fullStopEnds(std::size_t i, std::size_t start) const {
        const Token& next = m_tokens[i + 1];
        if (endsSentence(next, m_text) && !next.spaceBefore) return false;
        if (isMark(m_tokens[i], m_text, '?') && !next.spaceBefore) return false;
        if (i == start) return next.spaceBefore;
        const Token& before = m_tokens[i - 1];
        const bool letter = before.kind == TokenKind::Word && before.end - before.begin == 1;
        if (!next.spaceBefore) return next.kind == TokenKind::Word && next.capital && !letter;
        if (next.lineBreaksBefore > 0) return true;
        if (letter && i >= start + 2 && isMark(m_tokens[i - 2], m_text, '.')) return next.capital;
        return m_ontology.abbreviations.longest(m_tokens.subspan(i - 1, 1)).tokens == 0;
    }

    // A line that ends although the next word would have fitted was ended on purpose.
    [[nodiscard]] bool lineBreakEnds(std::size_t i) const {
        const Token& next = m_tokens[i + 1];
        if (isEnumerator(i + 1, m_tokens.size()) || isBullet(i + 1)) return true;
        if (!next.capital) return false;
        const std::size_t length = m_tokens[i].end - m_tokens[m_lineStart].begin;
        return length + 1 + (next.end - next.begin) <= m_longestLine;
    }

    std::span<const Token> m_tokens;
    std::string_view m_text;
    const Ontology& m_ontology;
    std::size_t m_longestLine;
    std::size_t m_lineStart = 0;
};

std::size_t longestLine(std::span<const Token> tokens) {
    std::size_t longest = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (beginsLine(tokens, i)) start = tokens[i].begin;
        longest = std::max<std::size_t>(longest, tokens[i].end - start);
    }
    return longest;
}

}  // namespace

std::vector<SectionTokens> findSections(std::span<const Token> tokens, std::string_view utf8,
                                        const Ontology& ontology) {
    std::vector<SectionTokens> sections;
    SectionTokens open;
    const auto close = [&](std::size_t end) {
        open.tokens.end = end;
        if (open.tokens.end > open.tokens.first) sections.push_back(open);
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto heading = tokens[i].kind == TokenKind::Word ? headingAt(tokens, i, utf8, ontology) : std::nullopt;
        if (!heading) continue;
        close(i);
        open = {heading->section, {heading->end, heading->end}};
        i = heading->end - 1;
    }
    close(tokens.size());
    return sections;
}

std::vector<SentenceTokens> findSentences(std::span<const Token> tokens, std::string_view utf8,
                                          std::span<const SectionTokens> sections, const Ontology& ontology) {
    std::vector<SentenceTokens> sentences;
    SentenceCutter cutter(tokens, utf8, ontology, longestLine(tokens));
    for (const SectionTokens& section : sections) cutter.cut(section, sentences);
    return sentences;
}

}  // namespace asg::text
