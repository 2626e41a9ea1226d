#pragma once

#include "core/base/result.h"
#include "core/domain/region.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"
#include "core/text/layout_tables.h"
#include "core/text/phrase_trie.h"
#include "core/text/report_language.h"
#include "core/text/signs.h"
#include "core/text/spelling.h"
#include "core/text/tokens.h"
#include "core/text/word_reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::text {

/// Regions as the tables write them: "cardiac silhouette", or "* lung", which takes the side that the report says.
struct RegionPattern {
    std::vector<domain::RegionId> fixed;
    std::vector<domain::RegionId> right;  ///< the right-hand ones of the sided
    [[nodiscard]] bool empty() const { return fixed.empty() && right.empty(); }
    [[nodiscard]] bool sided() const { return !right.empty(); }
    /// The regions for a side; both sides when none was said.
    [[nodiscard]] std::vector<domain::RegionId> resolve(std::optional<domain::Side> side) const;
};

/// How the words of a place lead to a region.
enum class PlaceRole : std::uint8_t {
    Named,      ///< they name the region (rule 1)
    Enclosing,  ///< they name a part of it without a box of its own (rule 2)
    Word,       ///< they only qualify a finding ("pulmonary"): no place by themselves
    Sided,      ///< they name the region when a side is said ("right chest")
    Entry       ///< they name where a device comes in, which counts where nothing says where it ends ("subclavian")
};

struct Place {
    std::string name;
    RegionPattern regions;
    PlaceRole role = PlaceRole::Named;
};

struct Finding {
    std::string name;
    std::optional<domain::TagId> tag;
    RegionPattern placePresent;  ///< where it is when the sentence does not say
    RegionPattern placeAbsent;   ///< what its denial speaks of when the sentence does not say
    std::string displayName;     ///< as people say it ("obscured border"); for the eye, never in a file

    [[nodiscard]] const RegionPattern& place(domain::Existence existence) const {
        return existence == domain::Existence::Absent ? placeAbsent : placePresent;
    }
    /// Where it is when no place is said (rules 4 and 9); empty where it has none of its own. "Right-sided nodule": a
    /// side alone is a place, the one where the finding would be denied.
    [[nodiscard]] std::vector<domain::RegionId> impliedPlace(domain::Existence existence,
                                                             std::optional<domain::Side> side) const;
};

struct Quality {
    std::string name;
    bool denies = false;  ///< said of a finding itself it denies it ("normal interstitial markings")
};

enum class CueEffect : std::uint8_t {
    Absent,
    Uncertain,
    Present,
    Resolved,
    Unsaid,       ///< neither asserts nor denies ("no new")
    Hypothetical  ///< nothing up to the next break is said of this picture ("recommend", "if")
};
enum class CueDirection : std::uint8_t {
    Forward,
    Backward,
    Either,
    Own  ///< holds for the finding that its own words name ("extubated")
};

struct Cue {
    CueEffect effect = CueEffect::Absent;
    CueDirection direction = CueDirection::Forward;
    bool interprets = false;   ///< what follows explains what came before ("may represent") and shares its place
    bool subordinate = false;  ///< keeps to a denial that is already open ("no opacity to suggest pneumonia")
    bool single = false;       ///< holds for the next thing said alone ("borderline heart size and tortuous aorta")
    bool devices = false;      ///< holds for tubes, lines and the like alone ("removal of")
    bool excludes = false;     ///< behind a denial it leaves a doubt ("neither … can be excluded")
    bool paired = false;       ///< what is said behind the second is said of both ("neither … nor … has")
    bool echoes = false;       ///< repeats what was said behind an earlier finding ("…, nor has …")
    domain::Certainty certainty = domain::Certainty::Possible;  ///< what an uncertain cue means
};

/// What a quality says of a place: "heart" + "enlarged" → cardiomegaly present.
struct Statement {
    std::uint16_t finding = 0;
    domain::Existence existence = domain::Existence::Present;
    domain::Certainty certainty = domain::Certainty::Possible;  ///< where the existence is uncertain
};

/// A language's tables, loaded and checked. Immutable; share it between threads.
class Ontology {
public:
    /// Reads the tables of a language's folder (places.tsv, findings.tsv, qualities.tsv, statements.tsv, cues.tsv,
    /// modifiers.tsv, grammar.tsv, sections.tsv, names.tsv, organs.tsv, values.tsv, lines.tsv, signs.tsv, and
    /// word_reader.tsv where there is one) and, beside the folder, languages.tsv. `additions`, when not empty, names a
    /// folder with more rows in files of the same names (any of them may be missing) that may add phrases to shipped
    /// entries and new entries. Errors name file and line: InvalidData for a rule broken, NotFound for a missing table
    /// or additions without any.
    [[nodiscard]] static base::Result<Ontology> load(const std::filesystem::path& folder,
                                                     const std::filesystem::path& additions = {});

    /// What people call a finding or a tag ("obscure" → "obscured border"); the name itself where they call it so.
    [[nodiscard]] std::string_view displayName(std::string_view findingOrTag) const;

    std::vector<Place> places;
    std::vector<Finding> findings;
    std::vector<Quality> qualities;
    std::vector<Cue> cues;
    std::vector<domain::Side> sides;
    std::vector<std::string> severities;
    std::vector<domain::Change> changes;
    std::vector<domain::SectionName> headings;
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::vector<Statement>> statements;  ///< (place, quality)
    std::map<std::string, std::string, std::less<>> displayNames;                          ///< by finding or tag

    Vocabulary vocabulary;
    PhraseTrie phrases;                     ///< of sentences
    PhraseTrie headingPhrases;              ///< of section headings
    SpellingIndex findingWords;             ///< the long words of findings
    std::vector<std::string> headingWords;  ///< their long words, to know misspelt ones
    PhraseTrie numbers;                     ///< verbs of one thing and of several
    PhraseTrie starters;       ///< words that begin a sentence even where the full stop before them is missing
    PhraseTrie abbreviations;  ///< words whose full stop ends no sentence
    LayoutTables layout;
    LanguageMarks languages;
    SignTable signs;
    WordReader wordReader;
};

}  // namespace asg::text
