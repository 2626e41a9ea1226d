#pragma once

#include "core/base/result.h"
#include "core/review/journal_anchor.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::review {

/// One thing that was seen of a journal.
struct JournalFinding {
    std::string code;                 ///< stable: "chain-broken", "journal-cut", …
    std::optional<std::size_t> line;  ///< counts from 1; the last that may be concerned
    std::string text;                 ///< one sentence
};

/// What a look at a journal found.
struct JournalCheck {
    std::string image;                     ///< of which picture: its folder's name, else what its decisions say
    LogHead head;                          ///< of its decisions, up to where it breaks
    std::vector<JournalFinding> problems;  ///< none: it is whole, as far as can be told
    std::vector<JournalFinding> notes;  ///< what a crash or an earlier version leaves; nothing acknowledged is missing
};

/// Whether a journal's chain holds, it reaches its head and those that were kept aside, and, with anchors, it goes on
/// from what was exported. Changes nothing and takes no lock: a journal that is being written can be looked at.
/// Errors: those of base::readFile, of the journal alone. Blocks on the disk.
[[nodiscard]] base::Result<JournalCheck> checkJournal(const std::filesystem::path& journal,
                                                      const std::optional<std::vector<JournalAnchor>>& anchors);

}  // namespace asg::review
