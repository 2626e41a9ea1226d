#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"
#include "core/review/journal_copies.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// A sentence of a picture's report and the place that it was judged to speak of, or not.
struct JudgedLink {
    std::string imageSha256;
    std::string reportSha256;
    domain::TextSpan sentence;
    std::vector<domain::RegionId> regions;
    friend auto operator<=>(const JudgedLink&, const JudgedLink&) = default;
};

/// A region's box in a picture, as a model or labels drew it.
struct JudgedBox {
    std::string imageSha256;
    domain::RegionId region;
    base::Box boxInImagePixels;
    friend bool operator<(const JudgedBox& a, const JudgedBox& b);
};

template <typename Said>
struct SaidByReader {
    Said said;
    std::string time;                             ///< when, as ReviewDecision has it
    std::string reason = {};                      ///< why, may be empty
    std::optional<domain::RejectCode> code = {};  ///< what is wrong with a link; nothing: that was not said
};

/// What each reader said last of each thing and did not take back, by the readers' names.
struct ReaderVerdicts {
    std::map<JudgedLink, std::map<std::string, SaidByReader<domain::ReviewVerdict>>> links;
    std::map<JudgedBox, std::map<std::string, SaidByReader<bool>>> boxes;  ///< it fits
};

/// Adds what a journal's decisions say. Of what one reader said in several journals (copies that went their own ways)
/// the newest counts. Pure.
void addVerdicts(ReaderVerdicts& verdicts, std::span<const domain::ReviewDecision> history);

/// What stands in a journal, read without its lock: it may be another program's. Errors: those of reading the file;
/// InvalidData or Unsupported with the line that breaks it.
[[nodiscard]] base::Result<JournalCopy> copyIn(const std::filesystem::path& journal);

/// The journals below data folders, each once, ascending. Errors: NotFound (a folder that is not there).
[[nodiscard]] base::Result<std::vector<std::filesystem::path>> journalsBelow(
    const std::vector<std::filesystem::path>& folders);

}  // namespace asg::review
