#include "core/text/reading_warnings.h"

#include "core/text/sections.h"

#include <algorithm>
#include <string>

namespace asg::text {

std::optional<domain::Warning> warnOfUnread(const domain::Report& report) {
    if (report.sections.empty()) return std::nullopt;
    std::size_t sentences = 0;
    std::size_t notUnderstood = 0;
    for (const domain::Sentence& sentence : report.sentences) {
        if (!isRead(sentence.section)) continue;
        ++sentences;
        notUnderstood += sentence.understood ? 0 : 1;
    }
    if (sentences == 0)
        return domain::Warning{"nothing-read",
                               "No part of this report was recognised as findings or impression, and nothing was read: "
                               "read it yourself, or put FINDINGS: before them."};
    if (report.triplets.empty() && report.links.empty())
        return domain::Warning{"nothing-read", "Nothing was read in the " + std::to_string(sentences) +
                                                   (sentences == 1 ? " sentence" : " sentences") +
                                                   " of this report: read it yourself."};
    if (2 * notUnderstood <= sentences) return std::nullopt;
    return domain::Warning{"little-read", std::to_string(notUnderstood) + " of the " + std::to_string(sentences) +
                                              " sentences of this report were not understood. They are marked, and "
                                              "agree with nothing: read them yourself."};
}

}  // namespace asg::text
