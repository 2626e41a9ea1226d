#pragma once

#include "core/text/rewritten_text.h"
#include "core/text/tokens.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// A report as it is read: without the markup of HTML, RTF and HL7, with entities, ligatures, soft hyphens and hyphens
/// at a line's end resolved. A report in plain text is read as it is, without a copy.
class ReadingText {
public:
    /// `given` is valid UTF-8 and outlives this; `vocabulary` knows that "effu-" and "sion" are one word, and "left-"
    /// and "sided" two. Linear.
    ReadingText(std::string_view given, const Vocabulary& vocabulary);

    [[nodiscard]] std::string_view utf8() const noexcept;
    /// Bytes [begin, end) of `utf8()` as bytes of the report as given.
    [[nodiscard]] RewrittenText::Range given(RewrittenText::Range read) const noexcept;

private:
    std::string_view m_given;
    std::vector<RewrittenText> m_steps;
};

}  // namespace asg::text
