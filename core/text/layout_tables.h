#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/text/phrase_trie.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace asg::text {

/// A heading by organ ("LUNGS:", "Tubes/lines:").
struct OrganHeading {
    std::vector<WordId> subject;        ///< how the tables name the place; empty: it is none ("OTHER:")
    std::vector<std::uint16_t> denied;  ///< the findings that "none" under it denies
};

/// What the value of a name says ("Effusion: none").
enum class ValueEffect : std::uint8_t { Absent, Present, Uncertain, Unsaid };

/// What a phrase says of the line that it begins or ends, or is.
enum class LineWord : std::uint8_t {
    Open,             ///< no statement ends with it: the next line goes on ("without", "of the")
    Continuing,       ///< no statement begins with it: the line before goes on ("or", "which")
    Title,            ///< makes a line the title of an examination ("CHEST, TWO VIEWS")
    InTitle,          ///< may stand in such a title
    Patient,          ///< it speaks of the patient, not of the picture ("year old")
    Addendum,         ///< the heading of what corrects the report above it
    Doubtful,         ///< it may turn a statement around in a way that no rule knows ("no doubt about")
    SpokenStop,       ///< a full stop as it is dictated ("period")
    SpokenComma,      ///< a comma as it is dictated
    SpokenColon,      ///< a colon as it is dictated, behind a heading
    SpokenParagraph,  ///< a new line as it is dictated
    Page,             ///< begins a running head or foot ("page 2 of 3")
    Opinion,          ///< what a writer thinks or denies in words of his own ("i", "doesn t")
    Retraction,       ///< begins what takes the statement before it back ("scratch that")
    Asks,             ///< stands before the name of a value ("presence of")
    Property,         ///< names what a value below a name says of it ("side")
    Column,           ///< heads a column of a table ("comment")
    ColumnOfNames,    ///< heads the column of a table's names ("finding")
    Elsewhere,        ///< in the title of an examination: it is one of another part of the body
    Earlier,          ///< heads a column that speaks of another time ("prior")
    Harmless,         ///< unknown to the other tables, and no finding where one might stand ("technique")
};

/// The tables of a language that say how its reports are laid out: organs.tsv, values.tsv and lines.tsv.
struct LayoutTables {
    std::vector<OrganHeading> organs;
    PhraseTrie organPhrases;
    PhraseTrie valuePhrases;        ///< Meaning::index is a ValueEffect
    PhraseTrie lineWords;           ///< Meaning::index is a LineWord; a phrase may be several
    std::vector<WordId> absent;     ///< by which words the reader of sentences takes a denial ("no")
    std::vector<WordId> uncertain;  ///< and a doubt ("possible")

    using FindingByName = std::function<std::optional<std::uint16_t>(std::string_view)>;

    /// Adds a folder's rows and says whether it has any of the tables; with `required`, all three must be there.
    /// Errors name file and line.
    [[nodiscard]] base::Result<bool> add(const std::filesystem::path& folder, bool required, Vocabulary& vocabulary,
                                         const FindingByName& finding);
};

/// Whether the phrase is a line word of that kind.
[[nodiscard]] bool isLineWord(const PhraseTrie::Match& match, LineWord word);

}  // namespace asg::text
