#include "core/review/journal_copies.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/review/in_force.h"
#include "core/review/journal.h"
#include "core/review/reader_verdicts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace asg::review {
namespace {

using Copy = std::vector<domain::ReviewDecision>;

bool isBeginningOf(const Copy& shorter, const Copy& longer) {
    return shorter.size() <= longer.size() &&
           std::equal(shorter.begin(), shorter.end(), longer.begin(),
                      [](const auto& a, const auto& b) { return nameOf(a) == nameOf(b); });
}

}  // namespace

DecisionName nameOf(const domain::ReviewDecision& decision) {
    return {decision.sequence, decision.reader, decision.time};
}

void dropBeginnings(std::vector<JournalCopy>& copies) {
    std::vector<JournalCopy> kept;
    std::ranges::stable_sort(copies,
                             [](const auto& a, const auto& b) { return a.decisions.size() > b.decisions.size(); });
    for (auto& copy : copies) {
        const auto longer = std::ranges::find_if(
            kept, [&](const auto& other) { return isBeginningOf(copy.decisions, other.decisions); });
        if (longer == kept.end()) {
            kept.push_back(std::move(copy));
        } else {
            longer->beginnings.push_back(copy.journal);
            std::ranges::move(copy.beginnings, std::back_inserter(longer->beginnings));
        }
    }
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

base::Result<GatheredJournals> gatherJournals(const std::vector<std::filesystem::path>& folders,
                                              const std::stop_token& stop) {
    const auto journals = journalsBelow(folders);
    if (!journals) return journals.error();
    GatheredJournals gathered;
    for (const auto& journal : *journals) {
        if (stop.stop_requested()) break;
        auto copy = copyIn(journal);
        if (!copy)
            gathered.failed.push_back(copy.error());
        else if (!copy->decisions.empty())
            gathered.pictures[copy->decisions.front().imageSha256].push_back(std::move(*copy));
    }
    for (auto& [image, copies] : gathered.pictures) dropBeginnings(copies);
    return gathered;
}

}  // namespace asg::review
