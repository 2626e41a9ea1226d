#include "core/review/key_images.h"

#include "core/review/in_force.h"

#include <map>
#include <vector>

namespace asg::review {

std::set<int> keyFrames(std::span<const domain::ReviewDecision> given) {
    std::set<int> frames;
    for (const auto* decision : inForce(given))
        if (const auto* key = decision->as<domain::KeyMark>()) {
            if (key->marked)
                frames.insert(key->frame);
            else
                frames.erase(key->frame);
        }
    return frames;
}

std::set<std::string> readersWithKeyImages(std::span<const domain::ReviewDecision> everybodys) {
    std::map<std::string, std::vector<domain::ReviewDecision>> ofReaders;
    for (const auto& decision : everybodys) ofReaders[decision.reader].push_back(decision);
    std::set<std::string> readers;
    for (const auto& [reader, given] : ofReaders)
        if (!keyFrames(given).empty()) readers.insert(reader);
    return readers;
}

}  // namespace asg::review
