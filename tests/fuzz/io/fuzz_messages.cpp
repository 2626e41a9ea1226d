/// What a program and its decoding helper say to each other, as ASG_FUZZ_KIND names it: "decoding-task" as the helper
/// takes it, "decoding-answer" as the program does. Nothing is taken that would not be said in the same bytes, and what
/// is taken is within the limits.
#include "core/io/decoding/messages.h"
#include "core/io/limits.h"
#include "tests/fuzz/io/parcel_mutator.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>

namespace {

using namespace asg;
using fuzz::require;

void requireSame(const io::ParcelWriter& said, io::Bytes head) {
    require(std::ranges::equal(said.bytes(), head), "what is taken would be said in the same bytes");
}

void check(const io::PixelLayoutOfFile& layout) {
    constexpr std::size_t kLongest = io::kMaximumSide;
    require(layout.rows >= 1 && layout.rows <= kLongest, "a layout has rows within the limit");
    require(layout.columns >= 1 && layout.columns <= kLongest, "a layout has columns within the limit");
    require(layout.samples >= 1 && layout.samples <= 4, "a pixel has up to four samples");
    require(layout.bitsStored >= 1 && layout.bitsStored <= layout.bitsAllocated, "stored bits are among the allocated");
    require(layout.highBit >= layout.bitsStored - 1 && layout.highBit < layout.bitsAllocated,
            "the high bit has the stored ones below it");
}

void check(const io::Raster& raster) {
    require(raster.rows >= 1 && raster.rows <= io::kMaximumSide, "a raster has rows within the limit");
    require(raster.columns >= 1 && raster.columns <= io::kMaximumSide, "a raster has columns within the limit");
    require(raster.bitsStored >= 1 && raster.bitsStored <= 16, "a raster's bits fit its words");
    require(raster.pixels.empty(), "pixels come behind the head");
}

void takeAsHelper(io::Bytes head) {
    io::ParcelReader parcel(head);
    io::HelperLimits limits;
    const auto task = io::takeTask(parcel, limits);
    if (!task) return;
    if (task->kind != io::DecodingTask::Kind::Image) check(task->layout);
    for (const auto& words : task->palette) require(words.size() <= io::kMostPaletteWords, "a palette has an end");
    require(limits.processorSeconds >= 1, "a picture gets some time");
    io::ParcelWriter said;
    io::putTask(said, *task, limits);
    requireSame(said, head);
}

void takeAsProgram(io::Bytes head) {
    io::ParcelReader parcel(head);
    const auto answer = io::takeAnswer(parcel);
    if (!answer) return;
    if (const auto* raster = std::get_if<io::Raster>(&*answer)) check(*raster);
    if (const auto* frame = std::get_if<io::DecodedFrame>(&*answer)) check(frame->layout);
    io::ParcelWriter said;
    io::putAnswer(said, *answer);
    requireSame(said, head);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool isTask = fuzz::kind() == "decoding-task";
    isTask ? takeAsHelper({data, size}) : takeAsProgram({data, size});
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    fuzz::Dice dice(seed);
    return fuzz::giveBack(fuzz::mutatedParcel(fuzz::asText(data, size), dice), data, room);
}
