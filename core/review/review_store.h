#pragma once

#include "core/base/result.h"
#include "core/review/decision_log.h"
#include "core/review/journal_copies.h"
#include "core/review/read_first.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::review {

/// Of a report's text that is read from outside and kept: some 5 000 pages.
inline constexpr std::uintmax_t kMaximumReportBytes = 16U << 20U;

/// Where what users made of pictures is kept: decisions and reports, by the SHA-256 of the picture's bytes (64
/// lower-case hexadecimal digits), so that they are found again wherever the picture comes from. Never holds the
/// picture itself. Any thread, several at once; every call blocks on the store. Errors, unless said otherwise:
/// PermissionDenied, DiskFull, WriteFailed, and TooLarge or Corrupt for a text that cannot be read back.
class ReviewStore {
public:
    ReviewStore() = default;
    ReviewStore(const ReviewStore&) = delete;
    ReviewStore& operator=(const ReviewStore&) = delete;
    virtual ~ReviewStore() = default;

    /// The picture's record of decisions, begun where there is none. One at a time has it open, until the log is
    /// destroyed. Errors: InvalidArgument (another one has it open), InvalidData (the record breaks its own rules),
    /// Unsupported (a kind of decision that this version does not know).
    [[nodiscard]] virtual base::Result<std::unique_ptr<DecisionLog>> openLog(std::string_view imageSha256) const = 0;
    /// Whether a record was begun for the picture; false, too, where that cannot be told.
    [[nodiscard]] virtual bool hasLog(std::string_view imageSha256) const = 0;

    /// Everybody's decisions on the picture, in order, up to where the record is whole; empty where none was begun. May
    /// be called while somebody has the record open, and leaves it as it is.
    [[nodiscard]] virtual base::Result<std::vector<domain::ReviewDecision>> decisionsOn(
        std::string_view imageSha256) const = 0;

    /// What came from others' stores of what was decided on the picture: a copy for each record that is no beginning of
    /// another one. A store that nothing is brought to has none.
    [[nodiscard]] virtual base::Result<std::vector<JournalCopy>> received(std::string_view imageSha256) const {
        static_cast<void>(imageSha256);
        return std::vector<JournalCopy>{};
    }

    /// Keeps the text (UTF-8) of the report that the user opened or pasted for this picture. An earlier, different one
    /// stays and is found by reportText().
    [[nodiscard]] virtual base::Result<void> keepReport(std::string_view imageSha256, std::string_view text) const = 0;
    /// The report last kept for this picture, if any.
    [[nodiscard]] virtual base::Result<std::optional<std::string>> report(std::string_view imageSha256) const = 0;
    /// A text of this picture's report that was kept, the last or an earlier one, by the SHA-256 of the text.
    [[nodiscard]] virtual base::Result<std::optional<std::string>> reportText(std::string_view imageSha256,
                                                                              std::string_view reportSha256) const = 0;

    /// Who reads before the model is shown. Where that cannot be told, whoever asks must take it that everybody does.
    [[nodiscard]] virtual base::Result<ReadFirst> readFirst() const = 0;
    [[nodiscard]] virtual base::Result<void> keepReadFirst(const ReadFirst& setting) const = 0;
};

}  // namespace asg::review
