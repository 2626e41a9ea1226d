#pragma once

#include "core/base/result.h"
#include "core/domain/region.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace asg::alignment {

/// Phrasings that somebody wrote, by the region that they lead to.
using OwnPhrases = std::map<domain::RegionId, std::vector<std::string>>;

/// Lines of a region's name, a tab and the words; empty lines and such as begin with # are passed over. Errors: those
/// of reading; InvalidData, naming the line, for a region that is not known or a line without words.
[[nodiscard]] base::Result<OwnPhrases> readOwnPhrases(const std::filesystem::path& file);

}  // namespace asg::alignment
