/// The mutator of the targets whose files are one JSON document.
#include "tests/fuzz/support/json_mutator.h"
#include "tests/fuzz/support/target.h"

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedJson(asg::fuzz::asText(data, size), dice), data, room);
}
