#pragma once

#include "core/text/rewritten_text.h"

#include <optional>
#include <string_view>

namespace asg::text {

/// A report without the markup that its system wrote it in: HTML or XML tags, RTF, or segments of HL7 version 2;
/// nothing where it has none of them. Linear.
[[nodiscard]] std::optional<RewrittenText> withoutMarkup(std::string_view utf8);

[[nodiscard]] std::optional<RewrittenText> withoutTags(std::string_view utf8);
[[nodiscard]] std::optional<RewrittenText> withoutRtf(std::string_view utf8);
[[nodiscard]] std::optional<RewrittenText> withoutHl7(std::string_view utf8);

}  // namespace asg::text
