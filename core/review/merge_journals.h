#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/review/journal_copies.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::review {

/// What became of a journal that was brought.
enum class Brought : std::uint8_t {
    Known,   ///< all that it says was there
    New,     ///< it lies beside the others now
    Longer,  ///< a copy of it that was there goes on with what it has more
    Own      ///< the same of the store's own journal of the picture
};
[[nodiscard]] std::string_view name(Brought brought) noexcept;  ///< "known", "new", "longer", "own"

struct BroughtJournal {
    std::filesystem::path from;
    std::string image;
    Brought how = Brought::Known;
    std::uint64_t decisions = 0;  ///< that were not there before
};

struct MergedJournals {
    std::vector<BroughtJournal> journals;
    std::vector<base::Error> failed;  ///< each names its journal; the others were brought
};

/// Brings the journals below data folders, and the texts that their decisions were given on, into the store below
/// `root`, which is made where it is missing. Journals are told apart by their chains of hashes: one whose decisions
/// are all there is left alone, one that goes on from a copy that is there gives what it has more, and any other lies
/// beside them in a folder of its own, as does one that shares a beginning and went its own way. The store's own
/// journal takes nothing but what goes on from its last decision. Nothing is removed or written over, every line stays
/// what it was, and the order in which folders are brought does not matter.
///
/// A crash leaves it behind some of the lines of a journal; the same call goes on from there. The journals below
/// `root` itself are not brought. Blocks on the disk; a stop ends it between two journals. Errors: NotFound (a folder
/// that is not there), InvalidArgument (another merge into this store is going on), those of making the store. Of a
/// journal: InvalidData or Unsupported (it is broken, or of a later version), InvalidArgument (what it would go on with
/// is open in another program), those of writing.
[[nodiscard]] base::Result<MergedJournals> mergeJournals(const std::filesystem::path& root,
                                                         const std::vector<std::filesystem::path>& folders,
                                                         const std::stop_token& stop = {});

}  // namespace asg::review
