#include "core/project/reader_boxes.h"

#include "core/review/in_force.h"
#include "core/review/journal_copies.h"
#include "core/review/same_box.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace asg::project {
namespace {

using domain::BoxCorrection;
using domain::BoxVerdict;
using domain::ReviewDecision;

/// The decisions of all copies that hold, each once, by time.
std::vector<ReviewDecision> inForceByTime(const ItemRecord& item) {
    std::vector<std::vector<ReviewDecision>> copies;
    for (const auto& copy : item.copies) copies.push_back(copy.given);
    const auto takenBack = review::takenBackIn(copies);
    std::set<review::DecisionName> known;
    std::vector<ReviewDecision> decisions;
    for (auto& copy : copies) {
        review::leaveOut(takenBack, copy);
        for (const auto* decision : review::inForce(copy))
            if (known.emplace(decision->sequence, decision->reader, decision->time).second)
                decisions.push_back(*decision);
    }
    std::ranges::stable_sort(
        decisions, {}, [](const ReviewDecision& decision) { return std::pair(decision.time, decision.sequence); });
    return decisions;
}

void say(ReaderBoxes& boxes, const SaidOfBox& said) {
    std::erase_if(boxes.shown, [&](const SaidOfBox& before) {
        return before.region == said.region && review::isSameBox(before.boxInImagePixels, said.boxInImagePixels);
    });
    boxes.shown.push_back(said);
}

/// What stands, in the order in which it was said.
ReaderBoxes take(const std::vector<const ReviewDecision*>& decisions) {
    ReaderBoxes boxes;
    std::map<domain::RegionId, VerifiedBox> drawn;
    for (const auto* decision : decisions) {
        if (const auto* verdict = decision->as<BoxVerdict>()) {
            say(boxes, {verdict->region, verdict->boxInImagePixels, verdict->fits, decision->time});
        } else if (const auto* correction = decision->as<BoxCorrection>()) {
            if (correction->after && correction->before)
                say(boxes, {correction->region, *correction->before, false, decision->time});
            if (correction->after)
                drawn.insert_or_assign(correction->region, VerifiedBox{*correction->after, true, decision->time});
            else
                drawn.erase(correction->region);
        }
    }
    for (const auto& said : boxes.shown)
        if (said.fits) boxes.verified[said.region] = {said.boxInImagePixels, false, said.time};
    for (const auto& [region, box] : drawn) boxes.verified[region] = box;
    return boxes;
}

}  // namespace

std::map<std::string, ReaderBoxes> readerBoxesOn(const ItemRecord& item) {
    const auto decisions = inForceByTime(item);
    std::map<std::string, std::vector<const ReviewDecision*>> byReader;
    for (const auto& decision : decisions) byReader[decision.reader].push_back(&decision);
    std::map<std::string, ReaderBoxes> boxes;
    for (const auto& [reader, own] : byReader)
        if (auto said = take(own); !said.shown.empty() || !said.verified.empty())
            boxes.emplace(reader, std::move(said));
    return boxes;
}

std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxesOn(const ItemRecord& item) {
    std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxes;
    for (const auto& [reader, said] : readerBoxesOn(item)) {
        for (const auto& one : said.shown) {
            auto& box = boxes[one.region][reader];
            box.shown = one.boxInImagePixels;
            box.time = one.time;
        }
        for (const auto& [region, verified] : said.verified) {
            auto& box = boxes[region][reader];
            box.own = verified.boxInImagePixels;
            box.drawn = verified.drawn;
            box.time = std::max(box.time, verified.time);
        }
    }
    return boxes;
}

}  // namespace asg::project
