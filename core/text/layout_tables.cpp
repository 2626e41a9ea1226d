#include "core/text/layout_tables.h"

#include "core/base/translatable.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

using base::Result;

template <typename Value, std::size_t N>
using NamedValues = std::array<std::pair<std::string_view, Value>, N>;

constexpr NamedValues<ValueEffect, 4> kValueEffects{{{"absent", ValueEffect::Absent},
                                                     {"present", ValueEffect::Present},
                                                     {"uncertain", ValueEffect::Uncertain},
                                                     {"unsaid", ValueEffect::Unsaid}}};
constexpr NamedValues<LineWord, 21> kLineWords{{{"open", LineWord::Open},
                                                {"continuing", LineWord::Continuing},
                                                {"title", LineWord::Title},
                                                {"in title", LineWord::InTitle},
                                                {"patient", LineWord::Patient},
                                                {"addendum", LineWord::Addendum},
                                                {"doubtful", LineWord::Doubtful},
                                                {"spoken stop", LineWord::SpokenStop},
                                                {"spoken comma", LineWord::SpokenComma},
                                                {"spoken paragraph", LineWord::SpokenParagraph},
                                                {"page", LineWord::Page},
                                                {"opinion", LineWord::Opinion},
                                                {"retraction", LineWord::Retraction},
                                                {"asks", LineWord::Asks},
                                                {"property", LineWord::Property},
                                                {"column", LineWord::Column},
                                                {"column of names", LineWord::ColumnOfNames},
                                                {"earlier", LineWord::Earlier},
                                                {"elsewhere", LineWord::Elsewhere},
                                                {"spoken colon", LineWord::SpokenColon},
                                                {"harmless", LineWord::Harmless}}};

template <typename Value, std::size_t N>
std::optional<std::uint16_t> indexOf(const NamedValues<Value, N>& values, std::string_view name) {
    for (const auto& [known, value] : values)
        if (known == name) return static_cast<std::uint16_t>(value);
    return std::nullopt;
}

/// Reads the rows of one folder into the tables.
class LayoutLoader {
public:
    LayoutLoader(LayoutTables& tables, Vocabulary& vocabulary, const LayoutTables::FindingByName& finding)
        : m_tables(tables), m_vocabulary(vocabulary), m_finding(finding) {}

    Result<void> organ(const TableFile& file, const TableRow& row) {
        OrganHeading heading;
        if (row.cells[0] != "-") heading.subject = idsOf(row.cells[0]);
        if (row.cells[1] != "-")
            for (const std::string& name : splitCell(row.cells[1], '|')) {
                const auto index = m_finding(name);
                if (!index)
                    return file.error(
                        row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not in findings.tsv"), {name}});
                heading.denied.push_back(*index);
            }
        m_tables.organs.push_back(std::move(heading));
        return phrases(file, row, m_tables.organPhrases, m_tables.organs.size() - 1);
    }

    Result<void> value(const TableFile& file, const TableRow& row) {
        const auto effect = indexOf(kValueEffects, row.cells[0]);
        if (!effect)
            return file.error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not absent, present, uncertain or unsaid"),
                                    {row.cells[0]}});
        const auto words = expandPhrases(row.cells.back());
        if (words && !words->empty()) {
            takeFirst(m_tables.absent, *effect, ValueEffect::Absent, words->front());
            takeFirst(m_tables.uncertain, *effect, ValueEffect::Uncertain, words->front());
        }
        return phrases(file, row, m_tables.valuePhrases, *effect);
    }

    Result<void> lineWord(const TableFile& file, const TableRow& row) {
        const auto word = indexOf(kLineWords, row.cells[0]);
        if (!word)
            return file.error(row,
                              base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no kind of word at a line's end"),
                                             {row.cells[0]}});
        return phrases(file, row, m_tables.lineWords, *word);
    }

private:
    std::vector<WordId> idsOf(std::string_view phrase) {
        std::vector<WordId> ids;
        for (const std::string& word : phraseWords(phrase)) ids.push_back(m_vocabulary.add(word));
        return ids;
    }

    void takeFirst(std::vector<WordId>& words, std::uint16_t effect, ValueEffect wanted, std::string_view phrase) {
        if (words.empty() && effect == static_cast<std::uint16_t>(wanted)) words = idsOf(phrase);
    }

    Result<void> phrases(const TableFile& file, const TableRow& row, PhraseTrie& trie, std::size_t index) {
        const auto expanded = expandPhrases(row.cells.back());
        if (!expanded) return file.error(row, base::sentenceOf(expanded.error()));
        for (const std::string& phrase : *expanded) {
            const auto ids = idsOf(phrase);
            if (ids.empty())
                return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" has no word"), {phrase}});
            trie.insert(ids, {Kind::Heading, static_cast<std::uint16_t>(index)});
        }
        return {};
    }

    LayoutTables& m_tables;
    Vocabulary& m_vocabulary;
    const LayoutTables::FindingByName& m_finding;
};

}  // namespace

Result<bool> LayoutTables::add(const std::filesystem::path& folder, bool required, Vocabulary& vocabulary,
                               const FindingByName& finding) {
    static constexpr std::array<TableReader<LayoutLoader>, 3> tables{{{"organs.tsv", 3, &LayoutLoader::organ},
                                                                      {"values.tsv", 2, &LayoutLoader::value},
                                                                      {"lines.tsv", 2, &LayoutLoader::lineWord}}};
    LayoutLoader loader(*this, vocabulary, finding);
    return readTables(folder, required, tables, loader);
}

bool isLineWord(const PhraseTrie::Match& match, LineWord word) {
    return std::ranges::any_of(match.meanings,
                               [&](Meaning meaning) { return meaning.index == static_cast<std::uint16_t>(word); });
}

}  // namespace asg::text
