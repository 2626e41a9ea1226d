#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/text/phrase_trie.h"
#include "core/text/tokens.h"

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// What a sentence says has changed against an earlier picture, and where.
struct SpokenChange {
    domain::SentenceId sentence;
    domain::Change change = domain::Change::Unchanged;
    std::vector<domain::RegionId> regions;  ///< ascending; empty: the sentence has no place in the picture
    friend bool operator==(const SpokenChange&, const SpokenChange&) = default;
};

/// The words of change, for sentences that name a place and no finding that changed ("The heart is larger than
/// before"). Findings have theirs by the parser. Immutable; any thread.
class ChangeWords {
public:
    /// Reads changes.tsv of every language of the folder; a language need not have one. Errors name file and line.
    [[nodiscard]] static base::Result<ChangeWords> load(const std::filesystem::path& ontologyFolder);

    /// The one change that the words tell of; nothing where they tell of none, of several, or deny one ("not larger").
    /// `words` is valid UTF-8. Linear.
    [[nodiscard]] std::optional<domain::Change> read(std::string_view words) const;

private:
    [[nodiscard]] base::Result<void> take(const std::filesystem::path& table);

    Vocabulary m_vocabulary;
    PhraseTrie m_phrases;
};

/// The changes that a report speaks of, in the order of its sentences; of one sentence each change once, with all
/// regions that it is said of. Sentences of other sections than findings, impression and comparison are left out:
/// they do not speak of this picture. Pure; any thread; linear.
[[nodiscard]] std::vector<SpokenChange> spokenChanges(const domain::Report& report, const ChangeWords& words);

}  // namespace asg::text
