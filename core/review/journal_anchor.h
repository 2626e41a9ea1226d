#pragma once

#include "core/base/result.h"
#include "core/review/log_head.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace asg::review {

/// The head that a picture's journal had when something was exported. Whoever changes the journal afterwards, head and
/// all, does not change what has left.
struct JournalAnchor {
    std::string image;  ///< SHA-256 of the picture's bytes
    LogHead head;
};

/// The key of an exported document under which its anchors stand, as a list of {"image", "decisions", "last"}.
inline constexpr std::string_view kAnchorsKey = "journals";
[[nodiscard]] nlohmann::ordered_json anchorJson(const JournalAnchor& anchor);

/// The anchors of an exported document. InvalidData where it has none.
[[nodiscard]] base::Result<std::vector<JournalAnchor>> anchorsIn(const nlohmann::json& document);

}  // namespace asg::review
