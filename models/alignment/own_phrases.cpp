#include "models/alignment/own_phrases.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <sstream>
#include <utility>

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
        const auto bad = [&](base::Sentence reason) {
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3."),
                                              {file.string(), std::to_string(number), std::move(reason)}}};
        };
        const auto tab = line.find('\t');
        if (tab == std::string::npos || tab + 1 == line.size())
            return bad(
                base::Sentence{QT_TRANSLATE_NOOP("Error", "it must be a region, a tab and the words that lead there")});
        const auto region = domain::regionFromName(line.substr(0, tab));
        if (!region)
            return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no region"), {line.substr(0, tab)}});
        phrases[*region].push_back(line.substr(tab + 1));
    }
    if (phrases.empty())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is no phrase in this file."), {file.string()}}};
    return phrases;
}

}  // namespace asg::alignment
