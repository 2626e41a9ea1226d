#include "core/project/reader_boxes.h"

#include "core/review/in_force.h"
#include "core/review/readers.h"

#include <utility>

namespace asg::project {

std::map<domain::RegionId, ReaderBox> readerBoxes(std::span<const domain::ReviewDecision> given) {
    std::map<domain::RegionId, ReaderBox> boxes;
    std::map<domain::RegionId, ReaderBox> judged;  // what holds again where a drawn box is taken away
    for (const auto* decision : review::inForce(given)) {
        if (const auto* verdict = decision->as<domain::BoxVerdict>()) {
            const auto& shown = verdict->boxInImagePixels;
            judged[verdict->region] = {verdict->fits ? std::optional(shown) : std::nullopt, shown, false,
                                       decision->time};
            boxes[verdict->region] = judged[verdict->region];
        } else if (const auto* drawn = decision->as<domain::BoxCorrection>()) {
            boxes.erase(drawn->region);
            if (drawn->after)
                boxes[drawn->region] = {drawn->after, drawn->before, true, decision->time};
            else if (const auto before = judged.find(drawn->region); before != judged.end())
                boxes[drawn->region] = before->second;
        }
    }
    return boxes;
}

std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxesOn(const ItemRecord& item) {
    std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxes;
    const auto takenBack = takenBackOn(item);
    for (auto copy : item.copies) {
        for (const auto& reader : review::readersOf(copy)) {
            auto own = review::ofReader(copy, reader).given;
            review::leaveOut(takenBack, own);
            for (auto& [region, box] : readerBoxes(own)) {
                auto& kept = boxes[region][reader];
                if (kept.time <= box.time) kept = std::move(box);
            }
        }
    }
    return boxes;
}

}  // namespace asg::project
