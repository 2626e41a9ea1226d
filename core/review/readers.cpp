#include "core/review/readers.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace asg::review {

DecisionsOnReport ofReader(const DecisionsOnReport& decisions, const std::string& reader) {
    DecisionsOnReport own;
    // Whose an undo is, is a matter of what it takes back: journals of format 1 let one reader undo another's.
    std::ranges::copy_if(decisions.given, std::back_inserter(own.given), [&](const auto& decision) {
        const auto* subject = subjectOf(decisions.given, decision);
        return subject != nullptr && subject->reader == reader;
    });
    std::ranges::copy_if(decisions.lost, std::back_inserter(own.lost),
                         [&](const auto& decision) { return decision.reader == reader; });
    return own;
}

std::vector<std::string> readersOf(const DecisionsOnReport& decisions) {
    std::set<std::string> readers;
    for (const auto* list : {&decisions.given, &decisions.lost})
        for (const auto& decision : *list)
            if (decision.as<domain::TakenBack>() == nullptr) readers.insert(decision.reader);
    return {readers.begin(), readers.end()};
}

}  // namespace asg::review
