#include "core/text/reading_warnings.h"

#include "core/text/sections.h"

#include <algorithm>
#include <string>

namespace asg::text {

using domain::WarningCode;

std::optional<domain::Warning> warnOfUnread(const domain::Report& report) {
    if (report.sections.empty()) return std::nullopt;
    std::size_t sentences = 0;
    std::size_t notUnderstood = 0;
    for (const domain::Sentence& sentence : report.sentences) {
        if (!isRead(sentence.section)) continue;
        ++sentences;
        notUnderstood += sentence.understood ? 0 : 1;
    }
    const auto all = std::to_string(sentences);
    if (sentences == 0) return domain::Warning{WarningCode::NoFindingsSection};
    if (report.triplets.empty() && report.links.empty())
        return sentences == 1 ? domain::Warning{WarningCode::NothingReadInOneSentence}
                              : domain::Warning{WarningCode::NothingRead, {all}};
    if (2 * notUnderstood <= sentences) return std::nullopt;
    return domain::Warning{WarningCode::LittleRead, {std::to_string(notUnderstood), all}};
}

}  // namespace asg::text
