#include "core/text/spoken_marks.h"

#include <algorithm>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kSpokenMarksOfADictation = 2;
constexpr std::size_t kHeadingTokens = 3;

/// '.', ',', ':' or '\n' where a spoken mark begins, and its tokens.
struct SpokenMark {
    char mark = 0;
    std::size_t tokens = 0;
};

// "impression colon", but not "distended colon".
bool isHeadingBefore(const std::vector<Token>& tokens, std::size_t end, const Ontology& ontology) {
    for (std::size_t count = 1; count <= kHeadingTokens && count <= end; ++count) {
        const auto words = std::span(tokens).subspan(end - count, count);
        if (ontology.headingPhrases.longest(words).tokens == count) return true;
        if (ontology.layout.organPhrases.longest(words).tokens == count) return true;
    }
    return false;
}

SpokenMark spokenMarkAt(const std::vector<Token>& tokens, std::size_t i, const Ontology& ontology) {
    const auto match = ontology.layout.lineWords.longest(std::span(tokens).subspan(i));
    if (isLineWord(match, LineWord::SpokenStop)) return {'.', match.tokens};
    if (isLineWord(match, LineWord::SpokenComma)) return {',', match.tokens};
    if (isLineWord(match, LineWord::SpokenColon) && isHeadingBefore(tokens, i, ontology)) return {':', match.tokens};
    if (isLineWord(match, LineWord::SpokenParagraph)) return {'\n', match.tokens};
    return {};
}

bool isDictated(const std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology) {
    std::size_t spoken = 0;
    std::size_t written = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::Word) spoken += spokenMarkAt(tokens, i, ontology).tokens > 0 ? 1 : 0;
        if (tokens[i].kind == TokenKind::Punctuation) written += utf8[tokens[i].begin] == '.' ? 1 : 0;
    }
    return spoken >= kSpokenMarksOfADictation && spoken > written;
}

}  // namespace

void takeSpokenMarks(std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology) {
    if (!isDictated(tokens, utf8, ontology)) return;
    std::vector<Token> kept;
    kept.reserve(tokens.size());
    bool paragraph = false;
    for (std::size_t i = 0; i < tokens.size();) {
        const SpokenMark spoken = tokens[i].kind == TokenKind::Word ? spokenMarkAt(tokens, i, ontology) : SpokenMark{};
        paragraph = paragraph || spoken.mark == '\n';
        if (spoken.mark != '\n') {
            kept.push_back(tokens[i]);
            if (std::exchange(paragraph, false)) kept.back().lineBreaksBefore = 2;
        }
        if (spoken.tokens > 0 && spoken.mark != '\n') {
            kept.back().kind = TokenKind::Punctuation;
            kept.back().spoken = spoken.mark;
            kept.back().word = ontology.vocabulary.find(std::string_view(&spoken.mark, 1));
        }
        i += std::max<std::size_t>(spoken.tokens, 1);
    }
    tokens = std::move(kept);
}

}  // namespace asg::text
