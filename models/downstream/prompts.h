#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace asg::downstream {

/// What a class is asked with: texts that say that it is there, and texts that say that it is not. Never empty.
struct Prompts {
    std::vector<std::string> positive;
    std::vector<std::string> negative;
};

/// "{finding}" against "no {finding}", in lower case, "_" as a space.
[[nodiscard]] Prompts defaultPrompts(const std::string& className);

/// One for each class, from {"Pneumonia": {"positive": text or [texts], "negative": text or [texts]}, …}; a class that
/// is left out gets the default. Errors: those of reading; InvalidData for a class that the data set does not have.
[[nodiscard]] base::Result<std::vector<Prompts>> readPrompts(const std::filesystem::path& path,
                                                             const std::vector<std::string>& classes);

[[nodiscard]] nlohmann::json toJson(const std::vector<Prompts>& prompts, const std::vector<std::string>& classes);

}  // namespace asg::downstream
