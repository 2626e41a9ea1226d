#pragma once

#include "core/text/rewritten_text.h"
#include "core/text/tokens.h"

#include <optional>
#include <string_view>

namespace asg::text {

/// A text with entities ("&nbsp;"), line breaks written as "\n" or "\.br\", ligatures, soft hyphens, characters without
/// width, hyphens at a line's end and marks of emphasis ("**No**") resolved; nothing where it has none of them. Linear.
[[nodiscard]] std::optional<RewrittenText> withPlainCharacters(std::string_view utf8, const Vocabulary& vocabulary);

}  // namespace asg::text
