#include "core/text/change_words.h"

#include "core/base/translatable.h"
#include "core/text/code_points.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

using domain::Change;
using domain::SectionName;
using domain::SentenceId;
using Regions = std::set<domain::RegionId>;

// A meaning's index: a change; or words that only look like one; or a denial of what follows it.
constexpr std::uint16_t kChanges = 5;
constexpr std::uint16_t kNoChangeWord = kChanges;
constexpr std::uint16_t kDenial = kChanges + 1;

std::optional<std::uint16_t> indexNamed(const std::string& name) {
    if (name == "none") return kNoChangeWord;
    if (name == "denied") return kDenial;
    for (std::uint16_t i = 0; i < kChanges; ++i)
        if (domain::name(static_cast<Change>(i)) == name) return i;
    return std::nullopt;
}

bool speaksOfThePicture(const domain::Sentence& sentence) {
    return sentence.section == SectionName::Findings || sentence.section == SectionName::Impression ||
           sentence.section == SectionName::Comparison;
}

/// The regions of the links of each sentence.
std::map<SentenceId, Regions> placesOf(const domain::Report& report) {
    std::map<SentenceId, Regions> places;
    for (const auto& link : report.links)
        for (const auto sentence : link.sentences) places[sentence].insert(link.regions.begin(), link.regions.end());
    return places;
}

}  // namespace

base::Result<ChangeWords> ChangeWords::load(const std::filesystem::path& ontologyFolder) {
    ChangeWords words;
    std::error_code failure;
    std::vector<std::filesystem::path> tables;
    for (std::filesystem::directory_iterator at(ontologyFolder, failure), end; !failure && at != end;
         at.increment(failure))
        if (auto table = at->path() / "changes.tsv"; std::filesystem::exists(table)) tables.push_back(std::move(table));
    if (failure)
        return base::Error{base::ErrorCode::NotFound,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the tables of words cannot be read. %2."),
                                          {ontologyFolder.string(), failure.message()}}};
    std::ranges::sort(tables);
    for (const auto& table : tables)
        if (auto taken = words.take(table); !taken) return taken.error();
    return words;
}

base::Result<void> ChangeWords::take(const std::filesystem::path& table) {
    const auto file = readTable(table, 2);
    if (!file) return file.error();
    for (const auto& row : file->rows) {
        const auto index = indexNamed(row.cells[0]);
        if (!index)
            return file->error(
                row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no change, nor \"none\" or \"denied\""),
                                    {row.cells[0]}});
        const auto phrases = expandPhrases(row.cells[1]);
        if (!phrases) return file->error(row, base::sentenceOf(phrases.error()));
        for (const auto& phrase : *phrases) {
            std::vector<WordId> ids;
            for (const auto& word : phraseWords(phrase)) ids.push_back(m_vocabulary.add(word));
            if (ids.empty())
                return file->error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" has no word"), {phrase}});
            m_phrases.insert(ids, {Kind::Change, *index});
        }
    }
    return {};
}

std::optional<Change> ChangeWords::read(std::string_view words) const {
    const auto tokens = tokenize(words, m_vocabulary);
    std::optional<Change> said;
    bool isDenied = false;
    for (std::size_t at = 0; at < tokens.size();) {
        const auto match = m_phrases.longest(std::span(tokens).subspan(at));
        // A denial reaches to the end of its clause.
        if (tokens[at].kind == TokenKind::Punctuation) isDenied = false;
        at += std::max<std::size_t>(match.tokens, 1);
        if (match.tokens == 0) continue;
        const auto index = match.meanings.front().index;
        if (index == kDenial) isDenied = true;
        if (index >= kChanges) continue;
        const auto change = static_cast<Change>(index);
        if (isDenied || (said && said != change)) return std::nullopt;
        said = change;
    }
    return said;
}

std::vector<SpokenChange> spokenChanges(const domain::Report& report, const ChangeWords& words) {
    std::map<SentenceId, std::map<Change, Regions>> said;
    for (const auto& triplet : report.triplets)
        if (triplet.change)
            said[triplet.sentence][*triplet.change].insert(triplet.regions.begin(), triplet.regions.end());
    const auto places = placesOf(report);
    const CodePointIndex index(report.text);
    std::vector<SpokenChange> changes;
    for (const auto& sentence : report.sentences) {
        if (!speaksOfThePicture(sentence)) continue;
        const auto place = places.find(sentence.id);
        auto found = said.find(sentence.id);
        if (found == said.end() && place != places.end())
            if (const auto change = words.read(textOf(report.text, index, sentence.span)))
                found = said.emplace(sentence.id, std::map<Change, Regions>{{*change, place->second}}).first;
        if (found == said.end()) continue;
        for (const auto& [change, regions] : found->second)
            changes.push_back({sentence.id, change, {regions.begin(), regions.end()}});
    }
    return changes;
}

}  // namespace asg::text
