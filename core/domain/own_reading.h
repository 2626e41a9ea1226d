#pragma once

#include "core/base/sentence.h"
#include "core/domain/region.h"
#include "core/domain/report.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

/// A finding that a reader sees, or does not see, in the picture itself, whatever its report says.
struct Statement {
    std::string finding;  ///< its name in the tables, UTF-8
    Existence existence = Existence::Present;
    std::vector<RegionId> regions;  ///< ascending; empty: no place was said
    friend bool operator==(const Statement&, const Statement&) = default;
};

/// A statement of the reader's own: made, changed or taken away.
struct StatementChange {
    std::uint64_t statedBy = 0;      ///< the number of the decision that made it; 0: this one does
    std::optional<Statement> after;  ///< nothing: it is said no longer
    friend bool operator==(const StatementChange&, const StatementChange&) = default;
};

/// The reader stands by what he said of picture and report up to here. Until then nothing of the model's opinion was
/// handed out to who reads first.
struct ReadingCommit {};

/// What an opinion can tell: that something is there, what it is, where it is, and a number for it.
enum class SeenKind : std::uint8_t { Presence, Category, Place, Number };
inline constexpr std::size_t kSeenKinds = 4;

/// From here on the model's opinion was handed out to the reader: of these kinds, in this order, each once. Whose
/// opinion it was says the envelope. Nothing takes it back.
struct ModelSeen {
    std::vector<SeenKind> kinds;
};

/// The longest name of a finding in a statement, in bytes.
inline constexpr std::size_t kMaximumStatementBytes = 1000;
/// Why it can be no statement, for people; empty: it is one.
[[nodiscard]] base::Sentence whatIsWrongWith(const Statement& statement);

/// Names as in the journal and the JSON export ("presence", "category", "place", "number").
[[nodiscard]] std::string_view name(SeenKind kind) noexcept;
[[nodiscard]] std::optional<SeenKind> seenKindFromName(std::string_view name) noexcept;

}  // namespace asg::domain
