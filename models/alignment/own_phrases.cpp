#include "models/alignment/own_phrases.h"

#include "core/base/atomic_file.h"

#include <sstream>

namespace asg::alignment {

base::Result<OwnPhrases> readOwnPhrases(const std::filesystem::path& file) {
    const auto content = base::readFile(file, 4U << 20U);
    if (!content) return content.error();
    OwnPhrases phrases;
    std::istringstream lines(*content);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || line.starts_with('#')) continue;
        const auto bad = [&](const std::string& reason) {
            return base::Error{base::ErrorCode::InvalidData,
                               file.string() + ", line " + std::to_string(number) + ": " + reason + "."};
        };
        const auto tab = line.find('\t');
        if (tab == std::string::npos || tab + 1 == line.size())
            return bad("it must be a region, a tab and the words that lead there");
        const auto region = domain::regionFromName(line.substr(0, tab));
        if (!region) return bad("\"" + line.substr(0, tab) + "\" is no region");
        phrases[*region].push_back(line.substr(tab + 1));
    }
    if (phrases.empty())
        return base::Error{base::ErrorCode::InvalidData, file.string() + ": there is no phrase in this file."};
    return phrases;
}

}  // namespace asg::alignment
