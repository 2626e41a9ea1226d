#include "core/text/headings.h"

#include "core/text/spelling.h"

#include <algorithm>
#include <array>

namespace asg::text {
namespace {

constexpr std::size_t kHeadingWords = 4;  // of a misspelt heading
constexpr std::size_t kTitleWords = 24;

}  // namespace

std::optional<SectionHeading> HeadingFinder::at(std::size_t i) const {
    if (m_text[i].kind != TokenKind::Word && m_text[i].kind != TokenKind::Number) return std::nullopt;
    const bool lineStart = beginsLine(i);
    if (lineStart)
        if (auto found = title(i)) return found;
    if (m_text[i].kind == TokenKind::Number) return std::nullopt;
    if (auto found = known(i, lineStart)) return found;
    return lineStart ? misspelt(i) : std::nullopt;
}

bool HeadingFinder::beginsLine(std::size_t i) const {
    return asg::text::beginsLine(m_text, i) && !m_goesOn[i];
}

bool HeadingFinder::endsLine(std::size_t end) const {
    return end == m_text.size() || m_text[end].lineBreaksBefore > 0;
}

// "**FINDINGS:**", "FINDINGS:", "FINDINGS -": where the text begins.
std::size_t HeadingFinder::afterSign(std::size_t end) const {
    std::size_t next = end;
    while (next < m_text.size() && (isMark(m_text, next, '*') || isMark(m_text, next, '#')) && !endsLine(next)) ++next;
    return next < m_text.size() && isMark(m_text, next, ':') && !endsLine(next) ? next + 1 : end;
}

SectionHeading HeadingFinder::heading(const PhraseTrie::Match& match, std::size_t i, std::size_t end) const {
    SectionHeading found;
    found.section = m_ontology.headings[match.meanings.front().index];
    found.end = end;
    const auto words = m_ontology.layout.lineWords.longest(m_text.tokens.subspan(i, match.tokens));
    found.addendum = words.tokens == match.tokens && isLineWord(words, LineWord::Addendum);
    return found;
}

std::optional<SectionHeading> HeadingFinder::known(std::size_t i, bool lineStart) const {
    if (!lineStart && !m_text[i].capital && !isStop(m_text, i - 1)) return std::nullopt;
    const auto match = m_ontology.headingPhrases.longest(m_text.tokens.subspan(i));
    if (match.tokens == 0) return std::nullopt;
    const std::size_t end = i + match.tokens;
    const std::size_t after = afterSign(end);
    const auto found = heading(match, i, after);
    const bool capitals = std::ranges::all_of(m_text.tokens.subspan(i, match.tokens), &Token::upperCase);
    const bool colon = after > end;
    if (!lineStart) return colon && (capitals || isStop(m_text, i - 1)) ? std::optional(found) : std::nullopt;
    if (colon || endsLine(end)) return found;
    if (m_text[end].dashBefore && (capitals || m_text[i].capital)) return found;
    const bool other = found.section == domain::SectionName::Other;
    if (other) return match.tokens > 1 ? std::optional(found) : std::nullopt;
    const bool words = capitals && !m_text[end].upperCase && m_text[end].kind == TokenKind::Word;
    return words ? std::optional(found) : std::nullopt;
}

// "FINDIGNS:", "CLINCAL HISTORY:"
std::optional<SectionHeading> HeadingFinder::misspelt(std::size_t i) const {
    std::array<Token, kHeadingWords> words;
    std::size_t count = 0;
    bool changed = false;
    bool capitals = true;
    std::size_t end = i;
    for (; end < m_text.size() && m_text[end].kind == TokenKind::Word && (end == i || !endsLine(end)); ++end) {
        if (count == words.size()) return std::nullopt;
        words[count] = m_text[end];
        capitals = capitals && m_text[end].upperCase;
        if (words[count].word == kUnknownWord) {
            const auto meant = meantWord(end);
            if (!meant) return std::nullopt;
            words[count].word = *meant;
            changed = true;
        }
        ++count;
    }
    const std::size_t after = afterSign(end);
    if (!changed || !(after > end || (capitals && endsLine(end)))) return std::nullopt;
    const auto match = m_ontology.headingPhrases.longest({words.data(), count});
    if (match.tokens != count) return std::nullopt;
    SectionHeading found;
    found.section = m_ontology.headings[match.meanings.front().index];
    found.end = after;
    return found;
}

std::optional<WordId> HeadingFinder::meantWord(std::size_t i) const {
    const std::string word = foldWord(m_text.words(i));
    for (const std::string& known : m_ontology.headingWords)
        if (isMisspelt(word, known)) return m_ontology.vocabulary.find(known);
    return std::nullopt;
}

// "CHEST RADIOGRAPH, 3:00 AM:", "XR CHEST 2 VIEWS" alone on its line.
std::optional<SectionHeading> HeadingFinder::title(std::size_t i) const {
    std::size_t words = 0;
    bool named = false;
    bool elsewhere = false;
    std::size_t end = i;
    while (end < m_text.size() && (end == i || !endsLine(end)) && !isMark(m_text, end, ':')) {
        const auto match = m_ontology.layout.lineWords.longest(m_text.tokens.subspan(end));
        const bool title = isLineWord(match, LineWord::Title);
        const bool other = isLineWord(match, LineWord::Elsewhere);
        const bool known = title || other || isLineWord(match, LineWord::InTitle);
        if (!known && m_text[end].kind == TokenKind::Word) return std::nullopt;
        elsewhere = elsewhere || other;
        named = named || title;
        words += m_text[end].kind == TokenKind::Word ? match.tokens : 0;
        end += std::max<std::size_t>(match.tokens, 1);
        if (end - i > kTitleWords) return std::nullopt;
    }
    const std::size_t after = afterSign(end);
    if (!named || words < 2 || !(after > end || endsLine(end))) return std::nullopt;
    if (after == end && isStop(m_text, end - 1)) return std::nullopt;
    SectionHeading found;
    found.end = after;
    found.title = true;
    found.elsewhere = elsewhere;
    if (elsewhere) found.section = domain::SectionName::Other;
    return found;
}

}  // namespace asg::text
