#include "core/text/report_language.h"

#include "core/text/table_file.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace asg::text {
namespace {

constexpr std::size_t kMostLanguages = 32;

/// Greek, Cyrillic, Arabic, Chinese …: no word of a language with Latin letters begins so.
bool beginsWithoutLatin(const Token& token, std::string_view utf8) {
    constexpr unsigned char kGreek = 0xCD;  // of U+0340 … U+037F
    return token.kind == TokenKind::Word && static_cast<unsigned char>(utf8[token.begin]) >= kGreek;
}

}  // namespace

base::Result<LanguageMarks> LanguageMarks::load(const std::filesystem::path& ontologyFolder, const std::string& own,
                                                Vocabulary& vocabulary) {
    constexpr std::size_t kColumns = 3;
    const auto table = readTable(ontologyFolder / "languages.tsv", kColumns);
    if (!table) return table.error();
    LanguageMarks marks;
    for (const auto& row : table->rows) {
        const std::size_t bit = marks.m_languages.size();
        if (bit == kMostLanguages) return table->error(row, "there are more languages than 32");
        std::error_code ignored;
        const auto& code = row.cells[0];
        marks.m_languages.push_back(
            {code, row.cells[1], std::filesystem::is_directory(ontologyFolder / code, ignored)});
        if (code == own) marks.m_own = bit;
        for (const auto& word : splitCell(row.cells[2], '|')) {
            if (foldWord(word) != word || phraseWords(word).size() != 1)
                return table->error(row, "\"" + word + "\" is not one word in lower case without accents");
            const WordId id = vocabulary.add(word);
            if (id >= marks.m_marked.size()) marks.m_marked.resize(id + 1U, 0);
            marks.m_marked[id] |= 1U << bit;
        }
    }
    return marks;
}

std::optional<domain::Warning> LanguageMarks::check(const std::vector<Token>& tokens, std::string_view utf8) const {
    if (!m_own) return std::nullopt;
    std::array<std::size_t, kMostLanguages> counts{};
    std::size_t words = 0;
    std::size_t withoutLatin = 0;
    for (const auto& token : tokens) {
        words += token.kind == TokenKind::Word ? 1 : 0;
        withoutLatin += beginsWithoutLatin(token, utf8) ? 1 : 0;
        if (token.word >= m_marked.size()) continue;
        for (std::uint32_t bits = m_marked[token.word], bit = 0; bits != 0; bits >>= 1U, ++bit)
            counts[bit] += bits & 1U;
    }
    if (2 * withoutLatin > words)
        return domain::Warning{"other-language", "This report is not in " + m_languages[*m_own].name +
                                                     " letters: its findings could not be read and are missing here."};
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    if (counts[most] <= counts[*m_own]) return std::nullopt;
    return warningOf(m_languages[most]);
}

domain::Warning LanguageMarks::warningOf(const Language& other) const {
    const auto& own = m_languages[*m_own].name;
    std::string text = "This report looks " + other.name + " and was read with " + own +
                       " tables: findings may be missing, and what is denied may stand here as present.";
    if (other.hasTables) text += " Start with --language " + other.code + ".";
    return {"other-language", text};
}

}  // namespace asg::text
