#pragma once

#include "core/domain/report.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace asg::review {

/// For each sentence of one text of a report the same one of another text, as an index: the one of the same words, in
/// the same order among the others (the longest common subsequence of sentences; blanks and line breaks do not count).
/// Nothing where it was changed, taken out or moved past others. Texts of thousands of sentences each are compared at
/// their beginnings and ends alone. Pure.
[[nodiscard]] std::vector<std::optional<std::size_t>> sameSentences(const domain::Report& from,
                                                                    const domain::Report& to);

}  // namespace asg::review
