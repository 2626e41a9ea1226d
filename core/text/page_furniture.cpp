#include "core/text/page_furniture.h"

#include "core/text/marks.h"

#include <algorithm>
#include <unordered_map>

namespace asg::text {
namespace {

constexpr std::size_t kLinesBesidePage = 3;
constexpr std::size_t kLongestPageLine = 12;  // tokens

struct PrintedLine {
    std::size_t first = 0;
    std::size_t end = 0;
    bool page = false;
    bool leftOut = false;
};

class FurnitureFinder {
public:
    FurnitureFinder(std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology)
        : m_tokens(tokens), m_text{tokens, utf8}, m_ontology(ontology) {}

    void leaveOut() {
        findLines();
        if (std::ranges::none_of(m_lines, &PrintedLine::page)) return;
        for (const PrintedLine& line : m_lines) ++m_count[wordsOf(line)];
        for (std::size_t k = 0; k < m_lines.size(); ++k)
            if (m_lines[k].page) mark(k);
        erase();
    }

private:
    void findLines() {
        for (std::size_t i = 0; i < m_tokens.size();) {
            PrintedLine line{i, i + 1};
            while (line.end < m_tokens.size() && m_tokens[line.end].lineBreaksBefore == 0) ++line.end;
            line.page = isPageLine(line);
            m_lines.push_back(line);
            i = line.end;
        }
    }

    // "Page 2 of 3"
    [[nodiscard]] bool isPageLine(const PrintedLine& line) const {
        if (line.end - line.first > kLongestPageLine) return false;
        const auto match =
            m_ontology.layout.lineWords.longest(m_text.tokens.subspan(line.first, line.end - line.first));
        if (!isLineWord(match, LineWord::Page)) return false;
        return std::ranges::any_of(m_text.tokens.subspan(line.first, line.end - line.first),
                                   [](const Token& token) { return token.kind == TokenKind::Number; });
    }

    [[nodiscard]] std::string_view wordsOf(const PrintedLine& line) const {
        const std::size_t begin = m_tokens[line.first].begin;
        return m_text.utf8.substr(begin, m_tokens[line.end - 1].end - begin);
    }

    // The page line and what stands beside it on every page.
    void mark(std::size_t k) {
        m_lines[k].leftOut = true;
        for (const int step : {-1, +1})
            for (std::size_t n = 1, at = k; n <= kLinesBesidePage; ++n) {
                at += static_cast<std::size_t>(step);
                if (at >= m_lines.size() || m_lines[at].end - m_lines[at].first < 2) break;
                if (!m_lines[at].page && m_count[wordsOf(m_lines[at])] < 2) break;
                m_lines[at].leftOut = true;
            }
    }

    void erase() {
        std::vector<Token> kept;
        kept.reserve(m_tokens.size());
        bool joins = false;
        for (const PrintedLine& line : m_lines) {
            if (line.leftOut) {
                joins = !kept.empty();
                continue;
            }
            const std::size_t head = kept.size();
            kept.insert(kept.end(), m_tokens.begin() + static_cast<std::ptrdiff_t>(line.first),
                        m_tokens.begin() + static_cast<std::ptrdiff_t>(line.end));
            if (joins && head > 0 && !endsStatement(kept[head - 1])) kept[head].lineBreaksBefore = 1;
            joins = false;
        }
        m_tokens = std::move(kept);
    }

    [[nodiscard]] bool endsStatement(const Token& token) const {
        return token.kind == TokenKind::Punctuation && m_text.utf8[token.begin] != ',';
    }

    std::vector<Token>& m_tokens;
    const TokenText m_text;
    const Ontology& m_ontology;
    std::vector<PrintedLine> m_lines;
    std::unordered_map<std::string_view, std::size_t> m_count;
};

}  // namespace

void leavePageFurnitureOut(std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology) {
    FurnitureFinder(tokens, utf8, ontology).leaveOut();
}

}  // namespace asg::text
