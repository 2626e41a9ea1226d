#include "tests/fuzz/io/parcel_mutator.h"

#include "core/io/limits.h"
#include "core/io/pixel_layout.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

namespace asg::fuzz {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::int64_t);

/// Small numbers, and both sides of the borders that readers of parcels draw.
std::int64_t oddNumber(Dice& dice) {
    constexpr std::int64_t kBorders[] = {4096,
                                         io::kMaximumSide,
                                         io::kMostPaletteWords,
                                         std::numeric_limits<int>::max(),
                                         std::numeric_limits<int>::min(),
                                         -32768,
                                         std::int64_t{1} << 32U,
                                         std::numeric_limits<std::int64_t>::max() - 1,
                                         std::numeric_limits<std::int64_t>::min() + 1};
    constexpr std::size_t kSmall = 40;
    if (dice.oneIn(2)) return static_cast<std::int64_t>(dice.below(kSmall)) - 2;
    return dice.pick(kBorders) + (static_cast<std::int64_t>(dice.below(3)) - 1);
}

std::string bytesOfNumber(std::int64_t number) {
    std::string bytes(kNumberBytes, '\0');
    std::memcpy(bytes.data(), &number, kNumberBytes);
    return bytes;
}

}  // namespace

std::string mutatedParcel(std::string_view parcel, Dice& dice) {
    if (parcel.size() < kNumberBytes || dice.oneIn(4)) return damaged(parcel);
    std::string changed(parcel);
    // Behind a text of odd length the numbers stand elsewhere: now and then another distance from the end is tried.
    const auto numbers = changed.size() / kNumberBytes;
    const auto shift = dice.oneIn(2) ? 0 : changed.size() % kNumberBytes;
    const auto at = dice.below(numbers) * kNumberBytes + shift;
    switch (dice.below(5)) {
        case 0: changed.erase(at, kNumberBytes); break;
        case 1: changed.insert(at, bytesOfNumber(oddNumber(dice))); break;
        default: changed.replace(at, kNumberBytes, bytesOfNumber(oddNumber(dice))); break;
    }
    return changed;
}

}  // namespace asg::fuzz
