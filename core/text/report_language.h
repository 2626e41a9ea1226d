#pragma once

#include "core/base/result.h"
#include "core/domain/warning.h"
#include "core/text/tokens.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

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

    /// The warning "other-language", where most words have no Latin letters, or more words mark another language than
    /// the tables' own. Linear in the tokens.
    [[nodiscard]] std::optional<domain::Warning> check(const std::vector<Token>& tokens, std::string_view utf8) const;

private:
    struct Language {
        std::string code;
        std::string name;
        bool hasTables = false;
    };

    [[nodiscard]] domain::Warning warningOf(const Language& other) const;

    std::vector<Language> m_languages;
    std::optional<std::size_t> m_own;     ///< none where languages.tsv does not know the tables' language
    std::vector<std::uint32_t> m_marked;  ///< by WordId: a bit for each language that the word marks
};

}  // namespace asg::text
