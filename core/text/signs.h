#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace asg::text {

struct TableFile;
struct TableRow;

/// What tells that a statement may have been read wrongly.
enum class Sign : std::uint8_t {
    LeftOver,   ///< words that no rule took (core/text/left_over.h)
    Strange,    ///< an unknown word where a finding is named (core/text/strange_findings.h)
    Contend,    ///< two findings of one tag and place, each with an existence of its own
    Doubt,      ///< how little the reader by words believes what was said, in nats (core/text/word_reader.h)
    Nothing,    ///< nothing was read of it
    Number,     ///< nothing was read of it but it has a number beside a place or a heading
    Size,       ///< nothing was read of it but it says a size ("2.3 cm")
    Side,       ///< nothing was read of it but it names a side
    Several,    ///< how many tags it speaks of
    Length,     ///< how many phrases it has
    Understood  ///< no sign: how many points make a statement "not understood"
};

/// How much each sign weighs: signs.tsv of a language's folder.
class SignTable {
public:
    /// Errors name file and line.
    [[nodiscard]] base::Result<void> load(const std::filesystem::path& folder);

    /// The points of all rows that a value of the sign reaches.
    [[nodiscard]] int points(Sign sign, double value) const;
    /// The points from which on a statement counts as not understood.
    [[nodiscard]] int enough() const { return m_enough; }

private:
    struct Row {
        Sign sign;
        double from;
        int points;
    };
    base::Result<void> take(const TableFile& file, const TableRow& row);

    std::vector<Row> m_rows;
    int m_enough = 1;
};

}  // namespace asg::text
