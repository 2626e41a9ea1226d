#pragma once

#include "core/base/result.h"
#include "core/domain/warning.h"
#include "core/text/tokens.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// The language that a report turns out to be written in.
struct OtherLanguage {
    std::string code;        ///< of languages.tsv; empty where only the letters are known not to be the tables'
    std::string name;        ///< in English
    bool hasTables = false;  ///< there is a folder of tables for it
};

/// Notices a report that is written in another language than its tables: read with these it would be misunderstood in
/// silence. Immutable; share it between threads.
class LanguageMarks {
public:
    /// Knows no language and notices nothing.
    LanguageMarks() = default;

    /// Reads languages.tsv of a folder of languages. `own` is the tables' language; its words and all others get
    /// numbers in `vocabulary`. Errors name file and line.
    [[nodiscard]] static base::Result<LanguageMarks> load(const std::filesystem::path& ontologyFolder,
                                                          const std::string& own, Vocabulary& vocabulary);

    /// The language of a report that is not the tables' own: most words have no Latin letters, or more words mark that
    /// language than the tables' own. Linear in the tokens.
    [[nodiscard]] std::optional<OtherLanguage> find(std::span<const Token> tokens, std::string_view utf8) const;

    /// The code of the tables' own language; empty where languages.tsv does not know it.
    [[nodiscard]] std::string own() const { return m_own ? m_languages[*m_own].code : std::string(); }

    /// Says that a report in it was not read ("other-language").
    [[nodiscard]] domain::Warning notRead(const OtherLanguage& other) const;

private:
    struct Language {
        std::string code;
        std::string name;
        bool hasTables = false;
    };

    std::vector<Language> m_languages;
    std::optional<std::size_t> m_own;     ///< none where languages.tsv does not know the tables' language
    std::vector<std::uint32_t> m_marked;  ///< by WordId: a bit for each language that the word marks
};

}  // namespace asg::text
