#pragma once

#include "core/review/journal_copies.h"

#include <filesystem>
#include <string>
#include <vector>

namespace asg::review {

/// What a reader said in a copy, and when.
struct ConflictSide {
    std::filesystem::path journal;
    std::string said;  ///< as the journal writes it (JSON); empty: taken back
    std::string time;
};

/// Something of which one reader said two different things in copies of his journal that went their own ways: each
/// without knowing of the other. Of verdicts the newest counts (reader_verdicts.h); nothing is lost of either.
struct CopyConflict {
    std::string imageSha256;
    std::string reader;
    std::string kind;   ///< of the decisions, as in the journal
    std::string thing;  ///< what they are on, as the journal writes it (JSON)
    ConflictSide first;
    ConflictSide second;
};

/// The conflicts between the copies of one picture's journal (of gatherJournals): those of what was decided, or taken
/// back, in both of two copies behind what they share. Pure.
[[nodiscard]] std::vector<CopyConflict> conflictsBetween(const std::vector<JournalCopy>& copies);

}  // namespace asg::review
