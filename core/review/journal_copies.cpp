#include "core/review/journal_copies.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <utility>

namespace asg::review {
namespace {

using Copy = std::vector<domain::ReviewDecision>;

DecisionName nameOf(const domain::ReviewDecision& decision) {
    return {decision.sequence, decision.reader, decision.time};
}

bool isBeginningOf(const Copy& shorter, const Copy& longer) {
    return shorter.size() <= longer.size() &&
           std::equal(shorter.begin(), shorter.end(), longer.begin(),
                      [](const auto& a, const auto& b) { return nameOf(a) == nameOf(b); });
}

}  // namespace

void dropBeginnings(std::vector<Copy>& copies) {
    std::vector<Copy> kept;
    std::ranges::stable_sort(copies, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (auto& copy : copies)
        if (std::ranges::none_of(kept, [&](const auto& longer) { return isBeginningOf(copy, longer); }))
            kept.push_back(std::move(copy));
    copies = std::move(kept);
}

std::set<DecisionName> takenBackIn(const std::vector<Copy>& copies) {
    std::set<DecisionName> takenBack;
    for (const auto& copy : copies) {
        std::set<std::uint64_t> counting;
        for (const auto* decision : inForce(copy)) counting.insert(decision->sequence);
        for (const auto& decision : copy)
            if (decision.as<domain::TakenBack>() == nullptr && !counting.contains(decision.sequence))
                takenBack.insert(nameOf(decision));
    }
    return takenBack;
}

void leaveOut(const std::set<DecisionName>& takenBack, Copy& copy) {
    std::erase_if(copy, [&](const auto& decision) { return takenBack.contains(nameOf(decision)); });
}

}  // namespace asg::review
