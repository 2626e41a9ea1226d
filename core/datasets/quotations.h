#pragma once

#include "core/domain/report.h"
#include "core/text/code_points.h"

#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets {

/// Finds a file's words again in a report: case, line breaks and a full stop at the end do not count, and words match
/// as wholes.
class Quotations {
public:
    explicit Quotations(std::string_view report);

    /// Every place where the report says `words`, in order; none for words without a letter.
    [[nodiscard]] std::vector<domain::TextSpan> find(std::string_view words) const;

private:
    /// A text in lower case with one space for each run of white space, and where each of its bytes came from.
    struct Plain {
        std::string text;
        std::vector<std::size_t> source;
    };
    [[nodiscard]] static Plain plain(std::string_view text);

    text::CodePointIndex m_index;
    Plain m_report;
};

}  // namespace asg::datasets
