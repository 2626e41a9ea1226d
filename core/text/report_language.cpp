#include "core/text/report_language.h"

#include "core/base/translatable.h"
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
        if (bit == kMostLanguages)
            return table->error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "there are more languages than 32")});
        std::error_code ignored;
        const auto& code = row.cells[0];
        marks.m_languages.push_back(
            {code, row.cells[1], std::filesystem::is_directory(ontologyFolder / code, ignored)});
        if (code == own) marks.m_own = bit;
        for (const auto& word : splitCell(row.cells[2], '|')) {
            if (foldWord(word) != word || phraseWords(word).size() != 1)
                return table->error(
                    row,
                    base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not one word in lower case without accents"),
                                   {word}});
            const WordId id = vocabulary.add(word);
            if (id >= marks.m_marked.size()) marks.m_marked.resize(id + 1U, 0);
            marks.m_marked[id] |= 1U << bit;
        }
    }
    return marks;
}

std::optional<OtherLanguage> LanguageMarks::find(std::span<const Token> tokens, std::string_view utf8) const {
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
    if (2 * withoutLatin > words) return OtherLanguage{};
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    if (counts[most] <= counts[*m_own]) return std::nullopt;
    const Language& language = m_languages[most];
    return OtherLanguage{language.code, language.name, language.hasTables};
}

domain::Warning LanguageMarks::notRead(const OtherLanguage& other) const {
    const std::string own = m_own ? m_languages[*m_own].name : "these";
    if (other.code.empty()) return {domain::WarningCode::OtherLetters, {own}};
    if (other.hasTables) return {domain::WarningCode::OtherLanguage, {other.name, own, other.code}};
    return {domain::WarningCode::LanguageWithoutTables, {other.name}};
}

}  // namespace asg::text
