#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace asg::base {

/// How deep JSON that nobody vouches for may be nested: nothing that this program reads comes near it.
inline constexpr int kMaximumJsonDepth = 64;

/// Whether the text of a JSON document is nested deeper than that somewhere. For who parses it himself: look before.
[[nodiscard]] bool isNestedTooDeep(std::string_view text);

/// A JSON document, or a line of JSON, that nobody vouches for. Copying and writing a value recurse, so depth is a
/// matter of the stack: it is looked at before anything is built. Errors name no file: Corrupt where it is not JSON in
/// UTF-8, TooLarge where it is nested deeper than kMaximumJsonDepth.
[[nodiscard]] Result<nlohmann::json> jsonFromText(std::string_view text);

}  // namespace asg::base
