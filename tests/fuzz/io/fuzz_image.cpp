/// Any bytes as a PNG, JPEG or TIFF, as ASG_FUZZ_KIND says.
#include "core/io/decoded_file.h"
#include "tests/fuzz/io/png_mutator.h"
#include "tests/fuzz/support/target.h"

namespace {

asg::io::FileKind fileKind() {
    const auto kind = asg::fuzz::kind();
    if (kind == "png") return asg::io::FileKind::Png;
    return kind == "jpeg" ? asg::io::FileKind::Jpeg : asg::io::FileKind::Tiff;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kind = fileKind();
    // In this process: what happens in another one, the fuzzer does not see.
    asg::io::LocalDecoders decoders;
    const auto decoded = asg::io::guarded([&] { return asg::io::decodeImage(kind, {data, size}, 1, decoders); });
    asg::fuzz::require(decoded.picture || !decoded.picture.error().text.empty(), "an error has words");
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    static const bool isPng = fileKind() == asg::io::FileKind::Png;
    if (!isPng) return LLVMFuzzerMutate(data, size, room);
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedPng(asg::fuzz::asText(data, size), dice), data, room);
}
