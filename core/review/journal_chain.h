#pragma once

#include "core/base/error.h"
#include "core/domain/review.h"
#include "core/review/log_head.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::review {

/// The first line of a journal that breaks its rules.
struct BrokenLine {
    std::size_t line = 0;  ///< counts from 1
    base::Error error;     ///< InvalidData or Unsupported (a kind of decision of a later version); its text is a phrase
};

/// How an earlier head goes with a chain.
enum class HeadFit : std::uint8_t {
    Same,
    Behind,  ///< the chain goes on from it
    Cut,     ///< the chain has fewer decisions
    Changed  ///< the decision that it ends with is another one now
};

/// What stands in a journal: its decisions up to the first line that breaks the rules, and the hashes that chain them.
class JournalChain {
public:
    JournalChain() = default;
    /// Of a journal's bytes. Pure.
    explicit JournalChain(std::string_view content);

    /// What the next line puts into the chain; `text` without its end.
    struct Line {
        Line(std::string_view text, domain::ReviewDecision said);
        domain::ReviewDecision decision;
        std::string sha256;
        std::size_t bytes;  ///< with its end
    };
    /// Behind makeRoom() nothing can fail: a decision that is on the disk is in the chain.
    void makeRoom();
    void add(Line line);

    [[nodiscard]] const std::vector<domain::ReviewDecision>& decisions() const { return m_decisions; }
    [[nodiscard]] LogHead head() const;
    [[nodiscard]] HeadFit fitOf(const LogHead& earlier) const;
    /// Of the decisions' lines, with their ends.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] const std::optional<BrokenLine>& broken() const { return m_broken; }
    /// What stands behind the last line's end and is no whole line.
    [[nodiscard]] const std::string& torn() const { return m_torn; }
    /// The last line is whole, and only its end is missing. bytes() counts the end.
    [[nodiscard]] bool lacksLastEnd() const { return m_lacksLastEnd; }

private:
    void read(std::string_view line);

    std::vector<domain::ReviewDecision> m_decisions;
    std::vector<std::string> m_sums;  ///< SHA-256 of each decision's line
    std::size_t m_bytes = 0;
    std::optional<BrokenLine> m_broken;
    std::string m_torn;
    bool m_lacksLastEnd = false;
};

}  // namespace asg::review
