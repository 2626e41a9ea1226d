#include "core/text/wrapped_lines.h"

#include <algorithm>
#include <array>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kProseLines = 3;       // fewer lines have no common width
constexpr std::size_t kNarrowestProse = 45;  // in bytes; no printed page is narrower
constexpr std::size_t kLookBack = 6;         // tokens before a line's end
constexpr std::size_t kLongestStatement = 60;

bool beginsNoStatement(const TokenText& text, std::size_t i, const Ontology& ontology) {
    return isLineWord(ontology.layout.lineWords.longest(text.tokens.subspan(i)), LineWord::Continuing);
}

struct TextLine {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t width = 0;  ///< in bytes, with its indentation
};

/// The lines between two blank ones.
struct Paragraph {
    std::vector<TextLine> lines;
    std::size_t widest = 0;
    bool prose = false;       ///< all its lines are full
    bool capitals = false;    ///< written in capitals: they tell nothing
    bool smallHeads = false;  ///< its lines begin with small letters
};

class LineReader {
public:
    LineReader(const TokenText& text, const Ontology& ontology) : m_text(text), m_ontology(ontology) {}

    std::vector<bool> read() {
        m_goesOn.assign(m_text.size(), false);
        Paragraph paragraph;
        for (std::size_t i = 0; i < m_text.size();) {
            if (m_text[i].lineBreaksBefore == 2) finish(paragraph);
            const TextLine line = lineAt(i);
            paragraph.lines.push_back(line);
            i = line.end;
        }
        finish(paragraph);
        return std::move(m_goesOn);
    }

private:
    [[nodiscard]] TextLine lineAt(std::size_t first) const {
        TextLine line{first, first + 1, 0};
        while (line.end < m_text.size() && m_text[line.end].lineBreaksBefore == 0) ++line.end;
        const std::string_view gap = m_text.gapBefore(first);
        const std::size_t head = gap.find_last_of("\r\n\f");
        const std::size_t indentation = head == std::string_view::npos ? gap.size() : gap.size() - head - 1;
        line.width = indentation + m_text[line.end - 1].end - m_text[first].begin;
        return line;
    }

    void finish(Paragraph& paragraph) {
        describe(paragraph);
        for (std::size_t k = 0; k + 1 < paragraph.lines.size(); ++k)
            m_goesOn[paragraph.lines[k + 1].first] = goesOn(paragraph, k);
        paragraph = {};
    }

    void describe(Paragraph& paragraph) const {
        const auto& lines = paragraph.lines;
        if (lines.empty()) return;
        std::size_t words = 0;
        std::size_t upper = 0;
        std::size_t small = 0;
        bool stop = false;
        for (const TextLine& line : lines) {
            paragraph.widest = std::max(paragraph.widest, line.width);
            small += m_text[line.first].capital ? 0 : 1;
            for (std::size_t i = line.first; i < line.end; ++i) {
                const Token& token = m_text[i];
                stop = stop || isStop(m_text, i);
                if (token.kind != TokenKind::Word || token.end - token.begin < 2) continue;
                ++words;
                upper += token.upperCase ? 1 : 0;
            }
        }
        paragraph.capitals = words > 0 && 10 * upper >= 9 * words;
        paragraph.smallHeads = 2 * small > lines.size() && !m_text[lines.front().first].capital;
        if (lines.size() < kProseLines || paragraph.widest < kNarrowestProse || !stop) return;
        std::size_t full = 0;
        for (std::size_t k = 0; k + 1 < lines.size(); ++k) full += isFull(paragraph, k) ? 1 : 0;
        paragraph.prose = full + lines.size() / 6 >= lines.size() - 1;
    }

    // A line that the next one's first word would not have fitted into.
    [[nodiscard]] bool isFull(const Paragraph& paragraph, std::size_t k) const {
        const Token& next = m_text[paragraph.lines[k + 1].first];
        return paragraph.lines[k].width + 1 + (next.end - next.begin) > paragraph.widest;
    }

    [[nodiscard]] bool goesOn(const Paragraph& paragraph, std::size_t k) const {
        const std::size_t last = paragraph.lines[k].end - 1;
        const std::size_t next = last + 1;
        const ListNumber none;
        if (isStop(m_text, last) || isMark(m_text, last, ':') || isMark(m_text, last, ';')) return false;
        if (m_text[next].dashBefore || isBulletMark(m_text, next) || boxAt(m_text, next) ||
            listNumberAt(m_text, next, none))
            return false;
        if (endsInValue(paragraph.lines[k])) return false;
        if (endsOpen(last) || isMark(m_text, next, ',') || isMark(m_text, next, ')')) return true;
        const bool capital = m_text[next].capital && !paragraph.capitals;
        if (capital) return paragraph.prose && isFull(paragraph, k) && isName(next);
        if (continues(next) || phraseCrosses(last)) return true;
        if (begins(next, CueEffect::Absent)) return false;
        if (paragraph.prose && isFull(paragraph, k)) return true;
        if (paragraph.capitals || paragraph.smallHeads || deniesBefore(paragraph.lines[k])) return false;
        return adjectiveOf(last, next) || !beginsStatement(next);
    }

    [[nodiscard]] PhraseTrie::Match phraseAt(std::size_t i) const {
        return m_ontology.phrases.longest(m_text.tokens.subspan(i));
    }

    [[nodiscard]] static bool means(const PhraseTrie::Match& match, Kind kind) {
        return std::ranges::find(match.meanings, kind, &Meaning::kind) != match.meanings.end();
    }

    // "PICC", "Dobhoff": no capital of a new sentence.
    [[nodiscard]] bool isName(std::size_t i) const {
        return m_text[i].upperCase || m_text[i].word == kUnknownWord || m_text[i].kind == TokenKind::Number;
    }

    // "Effusion: no", "Effusion - none": no word of a sentence that goes on.
    [[nodiscard]] bool endsInValue(const TextLine& line) const {
        constexpr std::size_t kLongestValue = 4;
        // "… in the midline. No" above "infiltrates, …": the head of a sentence
        const bool smallBelow = line.end < m_text.size() && !m_text[line.end].capital;
        for (std::size_t i = line.end; i-- > line.first && line.end - i <= kLongestValue;) {
            const bool mark = i > line.first && m_text[i - 1].kind == TokenKind::Punctuation &&
                              !isMark(m_text, i - 1, ',') && !isMark(m_text, i - 1, '(') &&
                              !(smallBelow && isMark(m_text, i - 1, '.'));
            const bool after =
                mark || (i > line.first && (m_text[i].dashBefore || m_text[i].tabBefore || m_text[i].wideBefore));
            const auto words = m_text.tokens.subspan(i, line.end - i);
            if (after && m_ontology.layout.valuePhrases.longest(words).tokens == words.size()) return true;
        }
        return false;
    }

    // "… without", "… there is a small", "… in the left, "
    [[nodiscard]] bool endsOpen(std::size_t last) const {
        if (isMark(m_text, last, ',') || isMark(m_text, last, '/') || isMark(m_text, last, '&') ||
            isMark(m_text, last, '('))
            return true;
        bool adjective = false;
        for (std::size_t i = last, n = 0; n < kLookBack; --i, ++n) {
            if (endsWith(last + 1 - n, LineWord::Open)) return n == 0 || adjective;
            if (n == 0 && endsInCue(last + 1)) return true;
            const auto match = m_ontology.phrases.longest(m_text.tokens.subspan(i, 1));
            adjective = adjective || means(match, Kind::Severity);
            if (i == 0 || !(means(match, Kind::Severity) || means(match, Kind::Side))) return false;
        }
        return false;
    }

    // "… no definite", "… without evidence of"
    [[nodiscard]] bool endsInCue(std::size_t end) const {
        for (std::size_t length = 2; length <= kLookBack && length <= end; ++length) {
            const auto match = m_ontology.phrases.longest(m_text.tokens.subspan(end - length, length));
            if (match.tokens == length && begins(end - length, CueEffect::Absent)) return true;
        }
        return false;
    }

    // Whether the words before `end` are of that kind.
    [[nodiscard]] bool endsWith(std::size_t end, LineWord word) const {
        for (std::size_t length = 1; length <= 2 && length <= end; ++length) {
            const auto match = m_ontology.layout.lineWords.longest(m_text.tokens.subspan(end - length, length));
            if (match.tokens == length && isLineWord(match, word)) return true;
        }
        return false;
    }

    [[nodiscard]] bool continues(std::size_t i) const { return beginsNoStatement(m_text, i, m_ontology); }

    // "… pleural | effusion"
    [[nodiscard]] bool phraseCrosses(std::size_t last) const {
        for (std::size_t i = last, n = 0; n < 3; --i, ++n) {
            const auto match = phraseAt(i);
            if (i + match.tokens > last + 1 && (means(match, Kind::Finding) || means(match, Kind::Place))) return true;
            if (i == 0) break;
        }
        return false;
    }

    // "… in the left | lower lobe"
    [[nodiscard]] bool adjectiveOf(std::size_t last, std::size_t next) const {
        const auto side = m_ontology.phrases.longest(m_text.tokens.subspan(last, 1));
        return means(side, Kind::Side) && means(phraseAt(next), Kind::Place);
    }

    [[nodiscard]] bool begins(std::size_t i, CueEffect effect) const {
        for (const Meaning& meaning : phraseAt(i).meanings)
            if (meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == effect &&
                m_ontology.cues[meaning.index].direction == CueDirection::Forward)
                return true;
        return false;
    }

    // In the statement that the line ends, which may have begun on a line above.
    [[nodiscard]] bool deniesBefore(const TextLine& line) const {
        for (std::size_t i = line.end; i-- > 0 && i + kLongestStatement > line.end && !isStop(m_text, i);) {
            if (begins(i, CueEffect::Absent) || begins(i, CueEffect::Unsaid) || begins(i, CueEffect::Resolved) ||
                begins(i, CueEffect::Hypothetical) || begins(i, CueEffect::Uncertain))
                return true;
            if (m_text[i].lineBreaksBefore > 0 && !m_goesOn[i]) break;
        }
        return false;
    }

    [[nodiscard]] bool beginsStatement(std::size_t i) const {
        const auto match = phraseAt(i);
        return std::ranges::any_of(std::array{Kind::Finding, Kind::Place, Kind::Quality, Kind::Cue, Kind::Reset,
                                              Kind::Severity, Kind::Change, Kind::Side, Kind::Filler},
                                   [&](Kind kind) { return means(match, kind); });
    }

    const TokenText& m_text;
    const Ontology& m_ontology;
    std::vector<bool> m_goesOn;
};

}  // namespace

bool goesOnBehindDash(const TokenText& text, std::size_t start, std::size_t next, const Ontology& ontology) {
    if (beginsNoStatement(text, next, ontology)) return true;
    const auto cueAt = [&](std::size_t i, auto holds) {
        return std::ranges::any_of(ontology.phrases.longest(text.tokens.subspan(i)).meanings, [&](const Meaning& m) {
            return m.kind == Kind::Cue && holds(ontology.cues[m.index]);
        });
    };
    if (!cueAt(next, [](const Cue& cue) { return cue.interprets; })) return false;
    for (std::size_t i = start; i < next; ++i)
        if (cueAt(i, [](const Cue& cue) { return cue.effect != CueEffect::Present; })) return false;
    return true;
}

std::vector<bool> linesThatGoOn(const TokenText& text, const Ontology& ontology) {
    return LineReader(text, ontology).read();
}

}  // namespace asg::text
