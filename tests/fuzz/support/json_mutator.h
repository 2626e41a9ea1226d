#pragma once

#include "tests/fuzz/support/dice.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace asg::fuzz {

/// Changes a JSON document in one place as JSON: another value, type or key, an entry less, or twice, or elsewhere.
void changeJson(nlohmann::ordered_json& document, Dice& dice);

/// The text of a document after some such changes; text that is no JSON gets plain damage.
[[nodiscard]] std::string mutatedJson(std::string_view text, Dice& dice);

}  // namespace asg::fuzz
