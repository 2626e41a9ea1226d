#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace asg::text {

/// A character written as HTML writes it.
struct Entity {
    std::size_t end = 0;
    std::string text;  ///< UTF-8
};

/// The entity at `offset` ("&nbsp;", "&#233;", "&#xE9;", "&amp;nbsp;"); nothing where there is none. Takes constant
/// time.
[[nodiscard]] std::optional<Entity> entityAt(std::string_view text, std::size_t offset);

}  // namespace asg::text
