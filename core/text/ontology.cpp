#include "core/text/ontology.h"

#include "core/base/translatable.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <string_view>

namespace asg::text {
namespace {

using base::Result;
using domain::RegionId;
namespace fs = std::filesystem;

template <typename Value>
using Names = std::vector<std::pair<std::string_view, Value>>;

template <typename Value>
std::optional<Value> byName(const Names<Value>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name, &std::pair<std::string_view, Value>::first);
    if (found == names.end()) return std::nullopt;
    return found->second;
}

const Names<Kind>& grammarKinds() {
    static const Names<Kind> kinds{{"break", Kind::Break},
                                   {"list", Kind::List},
                                   {"alternative", Kind::Alternative},
                                   {"versus", Kind::Versus},
                                   {"preposition", Kind::Preposition},
                                   {"extent", Kind::Extent},
                                   {"respective", Kind::Respective},
                                   {"copula", Kind::Copula},
                                   {"verb", Kind::Verb},
                                   {"seen", Kind::Seen},
                                   {"predicate", Kind::Predicate},
                                   {"article", Kind::Article},
                                   {"singular", Kind::Singular},
                                   {"plural", Kind::Plural},
                                   {"reset", Kind::Reset},
                                   {"with", Kind::With},
                                   {"relative", Kind::Relative},
                                   {"nearby", Kind::Nearby},
                                   {"everywhere", Kind::Everywhere},
                                   {"emphasis", Kind::Emphasis},
                                   {"exception", Kind::Exception},
                                   {"way", Kind::Way},
                                   {"filler", Kind::Filler},
                                   {"hidden", Kind::Hidden},
                                   {"abbreviation", Kind::Abbreviation},
                                   {"starter", Kind::Starter}};
    return kinds;
}

struct NamedExistence {
    domain::Existence existence;
    domain::Certainty certainty = domain::Certainty::Possible;
};

const Names<NamedExistence>& existences() {
    static const Names<NamedExistence> names{
        {"present", {domain::Existence::Present}},
        {"absent", {domain::Existence::Absent}},
        {"uncertain", {domain::Existence::Uncertain}},
        {"borderline", {domain::Existence::Uncertain, domain::Certainty::Borderline}}};
    return names;
}

template <typename Enum>
std::optional<Enum> enumFromName(std::string_view name, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (domain::name(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    return std::nullopt;
}

/// Fills an Ontology, table by table. Each row adds to the entry of its name, or makes it.
class Loader {
public:
    explicit Loader(Ontology& ontology) : m_ontology(ontology) {}

    Result<void> load(const fs::path& folder, bool allTables) {
        // Places and findings come before the statements that speak of them.
        static constexpr std::array<TableReader<Loader>, 9> tables{{{"sections.tsv", 2, &Loader::section},
                                                                    {"grammar.tsv", 2, &Loader::grammar},
                                                                    {"modifiers.tsv", 3, &Loader::modifier},
                                                                    {"cues.tsv", 4, &Loader::cue},
                                                                    {"places.tsv", 4, &Loader::place},
                                                                    {"findings.tsv", 5, &Loader::finding},
                                                                    {"qualities.tsv", 3, &Loader::quality},
                                                                    {"statements.tsv", 4, &Loader::statement},
                                                                    {"names.tsv", 2, &Loader::displayName}}};
        const auto own = readTables(folder, allTables, tables, *this);
        if (!own) return own.error();
        const auto layout = m_ontology.layout.add(folder, allTables, m_ontology.vocabulary,
                                                  [this](auto name) { return existing(m_ontology.findings, name); });
        if (!layout) return layout.error();
        if (!*own && !*layout)
            return base::Error{
                base::ErrorCode::NotFound,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: this folder has none of the tables (findings.tsv, places.tsv, …)."),
                    {folder.string()}}};
        return {};
    }

private:
    template <typename Entry>
    std::uint16_t entry(std::vector<Entry>& entries, std::string_view name) {
        const auto found = std::ranges::find(entries, name, &Entry::name);
        if (found != entries.end()) return static_cast<std::uint16_t>(found - entries.begin());
        entries.emplace_back();
        entries.back().name = name;
        return static_cast<std::uint16_t>(entries.size() - 1);
    }

    template <typename Value>
    static std::uint16_t value(std::vector<Value>& values, const Value& wanted) {
        const auto found = std::ranges::find(values, wanted);
        if (found != values.end()) return static_cast<std::uint16_t>(found - values.begin());
        values.push_back(wanted);
        return static_cast<std::uint16_t>(values.size() - 1);
    }

    Result<void> phrases(const TableFile& file, const TableRow& row, PhraseTrie& trie, Meaning meaning) {
        if (row.cells.back() == "-") return {};
        const auto expanded = expandPhrases(row.cells.back());
        if (!expanded) return file.error(row, base::sentenceOf(expanded.error()));
        for (const std::string& phrase : *expanded) {
            std::vector<WordId> ids;
            for (const std::string& word : phraseWords(phrase)) ids.push_back(m_ontology.vocabulary.add(word));
            if (ids.empty())
                return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" has no word"), {phrase}});
            trie.insert(ids, meaning);
        }
        return {};
    }

    Result<RegionPattern> regions(const TableFile& file, const TableRow& row, std::string_view cell) {
        RegionPattern pattern;
        if (cell == "-") return pattern;
        for (const std::string& part : splitCell(cell, ',')) {
            const bool sided = part.starts_with("* ");
            const std::string name = sided ? "right " + part.substr(2) : part;
            const auto region = domain::regionFromName(name);
            if (!region)
                return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no region"), {part}});
            if (sided && domain::mirroredRegion(*region) == *region)
                return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" has no other side"), {part}});
            (sided ? pattern.right : pattern.fixed).push_back(*region);
        }
        return pattern;
    }

    Result<void> section(const TableFile& file, const TableRow& row) {
        const auto name = enumFromName<domain::SectionName>(row.cells[0], 8);
        if (!name)
            return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no section"), {row.cells[0]}});
        if (const auto written = expandPhrases(row.cells.back()))
            for (const std::string& phrase : *written)
                for (const std::string& word : phraseWords(phrase)) addHeadingWord(word);
        return phrases(file, row, m_ontology.headingPhrases, {Kind::Heading, value(m_ontology.headings, *name)});
    }

    void addHeadingWord(const std::string& word) {
        constexpr std::size_t kLongWord = 6;
        auto& words = m_ontology.headingWords;
        if (word.size() >= kLongWord && std::ranges::find(words, word) == words.end()) words.push_back(word);
    }

    Result<void> grammar(const TableFile& file, const TableRow& row) {
        const auto kind = byName(grammarKinds(), row.cells[0]);
        if (!kind)
            return file.error(row,
                              base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no kind of word"), {row.cells[0]}});
        if (*kind == Kind::Abbreviation) return phrases(file, row, m_ontology.abbreviations, {*kind, 0});
        if (*kind == Kind::Starter) return phrases(file, row, m_ontology.starters, {*kind, 0});
        if (*kind == Kind::Singular || *kind == Kind::Plural) return phrases(file, row, m_ontology.numbers, {*kind, 0});
        return phrases(file, row, m_ontology.phrases, {*kind, 0});
    }

    Result<void> modifier(const TableFile& file, const TableRow& row) {
        const std::string& kind = row.cells[0];
        if (kind == "side") {
            const auto side = enumFromName<domain::Side>(row.cells[1], 3);
            if (!side)
                return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no side"), {row.cells[1]}});
            return phrases(file, row, m_ontology.phrases, {Kind::Side, value(m_ontology.sides, *side)});
        }
        if (kind == "severity")
            return phrases(file, row, m_ontology.phrases, {Kind::Severity, value(m_ontology.severities, row.cells[1])});
        if (kind == "change") {
            const auto change = enumFromName<domain::Change>(row.cells[1], 5);
            if (!change)
                return file.error(row,
                                  base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no change"), {row.cells[1]}});
            return phrases(file, row, m_ontology.phrases, {Kind::Change, value(m_ontology.changes, *change)});
        }
        return file.error(row,
                          base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not side, severity or change"), {kind}});
    }

    Result<void> cue(const TableFile& file, const TableRow& row) {
        static const Names<CueEffect> effects{
            {"absent", CueEffect::Absent},   {"uncertain", CueEffect::Uncertain},
            {"present", CueEffect::Present}, {"resolved", CueEffect::Resolved},
            {"unsaid", CueEffect::Unsaid},   {"hypothetical", CueEffect::Hypothetical}};
        static const Names<CueDirection> directions{{"forward", CueDirection::Forward},
                                                    {"backward", CueDirection::Backward},
                                                    {"either", CueDirection::Either},
                                                    {"own", CueDirection::Own}};
        const auto effect = byName(effects, row.cells[0]);
        if (!effect)
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no effect of a cue"), {row.cells[0]}});
        const auto direction = byName(directions, row.cells[1]);
        if (!direction)
            return file.error(row,
                              base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no direction"), {row.cells[1]}});
        Cue cue{*effect, *direction};
        static const Names<bool Cue::*> traits{{"interprets", &Cue::interprets}, {"subordinate", &Cue::subordinate},
                                               {"single", &Cue::single},         {"devices", &Cue::devices},
                                               {"excludes", &Cue::excludes},     {"paired", &Cue::paired},
                                               {"echoes", &Cue::echoes}};
        for (const std::string& name : splitCell(row.cells[2], ',')) {
            if (const auto trait = byName(traits, name)) {
                cue.*(*trait) = true;
            } else if (const auto certainty = enumFromName<domain::Certainty>(name, 4)) {
                if (*effect != CueEffect::Uncertain)
                    return file.error(
                        row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is for cues whose effect is uncertain"),
                                            {name}});
                cue.certainty = *certainty;
            } else if (name != "-") {
                return file.error(row,
                                  base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no trait of a cue"), {name}});
            }
        }
        m_ontology.cues.push_back(cue);
        return phrases(file, row, m_ontology.phrases,
                       {Kind::Cue, static_cast<std::uint16_t>(m_ontology.cues.size() - 1)});
    }

    Result<void> place(const TableFile& file, const TableRow& row) {
        static const Names<PlaceRole> roles{{"named", PlaceRole::Named},
                                            {"enclosing", PlaceRole::Enclosing},
                                            {"word", PlaceRole::Word},
                                            {"sided", PlaceRole::Sided},
                                            {"entry", PlaceRole::Entry}};
        const auto pattern = regions(file, row, row.cells[1]);
        if (!pattern) return pattern.error();
        const auto role = byName(roles, row.cells[2]);
        if (!role)
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not named, enclosing, word, sided or entry"),
                                    {row.cells[2]}});
        const std::uint16_t index = entry(m_ontology.places, row.cells[0]);
        m_ontology.places[index].regions = *pattern;
        m_ontology.places[index].role = *role;
        return phrases(file, row, m_ontology.phrases, {Kind::Place, index});
    }

    Result<void> finding(const TableFile& file, const TableRow& row) {
        const auto tag = domain::tagFromName(row.cells[1]);
        if (!tag && row.cells[1] != "-")
            return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no tag"), {row.cells[1]}});
        const auto present = regions(file, row, row.cells[2]);
        if (!present) return present.error();
        const auto absent = regions(file, row, row.cells[3]);
        if (!absent) return absent.error();
        const std::uint16_t index = entry(m_ontology.findings, row.cells[0]);
        Finding& finding = m_ontology.findings[index];
        finding.tag = tag;
        finding.displayName = m_ontology.displayName(row.cells[0]);
        finding.placePresent = *present;
        finding.placeAbsent = *absent;
        if (const auto written = expandPhrases(row.cells.back()))
            for (const std::string& phrase : *written)
                for (const std::string& word : phraseWords(phrase)) m_ontology.findingWords.add(word);
        return phrases(file, row, m_ontology.phrases, {Kind::Finding, index});
    }

    Result<void> quality(const TableFile& file, const TableRow& row) {
        const std::uint16_t index = entry(m_ontology.qualities, row.cells[0]);
        if (row.cells[1] != "denies" && row.cells[1] != "-")
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not \"denies\" or \"-\""), {row.cells[1]}});
        m_ontology.qualities[index].denies = row.cells[1] == "denies";
        return phrases(file, row, m_ontology.phrases, {Kind::Quality, index});
    }

    template <typename Entry>
    std::optional<std::uint16_t> existing(const std::vector<Entry>& entries, std::string_view name) {
        const auto found = std::ranges::find(entries, name, &Entry::name);
        if (found == entries.end()) return std::nullopt;
        return static_cast<std::uint16_t>(found - entries.begin());
    }

    Result<void> statement(const TableFile& file, const TableRow& row) {
        const auto said = byName(existences(), row.cells[3]);
        if (!said)
            return file.error(
                row,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not present, absent, uncertain or borderline"),
                               {row.cells[3]}});
        const auto finding = existing(m_ontology.findings, row.cells[2]);
        if (!finding)
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not in findings.tsv"), {row.cells[2]}});
        for (const std::string& placeName : splitCell(row.cells[0], '|')) {
            const auto place = existing(m_ontology.places, placeName);
            if (!place)
                return file.error(
                    row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not in places.tsv"), {placeName}});
            for (const std::string& qualityName : splitCell(row.cells[1], '|')) {
                const auto quality = existing(m_ontology.qualities, qualityName);
                if (!quality)
                    return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not in qualities.tsv"),
                                                          {qualityName}});
                m_ontology.statements[{*place, *quality}].push_back({*finding, said->existence, said->certainty});
            }
        }
        return {};
    }

    Result<void> displayName(const TableFile& file, const TableRow& row) {
        const auto finding = existing(m_ontology.findings, row.cells[0]);
        if (!finding && !domain::tagFromName(row.cells[0]))
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is neither a finding of findings.tsv nor a tag"),
                                    {row.cells[0]}});
        m_ontology.displayNames[row.cells[0]] = row.cells[1];
        if (finding) m_ontology.findings[*finding].displayName = row.cells[1];
        return {};
    }

    Ontology& m_ontology;
};

}  // namespace

std::vector<RegionId> RegionPattern::resolve(std::optional<domain::Side> side) const {
    std::vector<RegionId> regions = fixed;
    if (side != domain::Side::Left) regions.insert(regions.end(), right.begin(), right.end());
    if (side != domain::Side::Right)
        for (const RegionId region : right) regions.push_back(domain::mirroredRegion(region));
    return regions;
}

std::vector<RegionId> Finding::impliedPlace(domain::Existence existence, std::optional<domain::Side> side) const {
    const bool sideAlone = place(existence).empty() && side;
    return (sideAlone ? placeAbsent : place(existence)).resolve(side);
}

std::string_view Ontology::displayName(std::string_view findingOrTag) const {
    const auto found = displayNames.find(findingOrTag);
    return found == displayNames.end() ? findingOrTag : found->second;
}

Result<Ontology> Ontology::load(const fs::path& folder, const fs::path& additions) {
    if (auto tags = domain::tagsRead(); !tags) return tags.error();
    Ontology ontology;
    Loader loader(ontology);
    if (auto done = loader.load(folder, true); !done) return done.error();
    auto languages = LanguageMarks::load(folder.parent_path(), folder.filename().string(), ontology.vocabulary);
    if (!languages) return languages.error();
    ontology.languages = std::move(*languages);
    if (auto done = ontology.signs.load(folder); !done) return done.error();
    if (auto done = ontology.wordReader.load(folder); !done) return done.error();
    if (!additions.empty()) {
        std::error_code failure;
        if (!fs::is_directory(additions, failure))
            return base::Error{base::ErrorCode::NotFound,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this folder of tables does not exist."),
                                              {additions.string()}}};
        if (auto done = loader.load(additions, false); !done) return done.error();
    }
    return ontology;
}

}  // namespace asg::text
