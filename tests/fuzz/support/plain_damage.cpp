/// What libFuzzer's plain mutations are where there is no libFuzzer.
#include "tests/fuzz/support/dice.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <string>

/// Changes, removes, repeats or cuts off bytes, most of them near the start, where the structure stands.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t room) {
    static asg::fuzz::Dice dice(1);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    constexpr std::size_t kHead = 600;
    const std::size_t at = dice.below(dice.oneIn(2) ? std::min(size, kHead) : size);
    switch (bytes.empty() ? 2 : dice.below(6)) {
        case 0: bytes.erase(at, 1 + dice.below(8)); break;
        case 1: bytes.insert(at, bytes.substr(at, 1 + dice.below(16))); break;
        case 2: bytes.insert(at, 1, static_cast<char>(dice.any())); break;
        case 3:
            if (dice.oneIn(8)) bytes.resize(at);
            break;
        default: bytes[at] = static_cast<char>(dice.any()); break;
    }
    return asg::fuzz::giveBack(bytes, data, room);
}
