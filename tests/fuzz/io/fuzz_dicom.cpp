/// Any bytes as a DICOM file: opened, described and shown. The kinds other than "dicom" are files whose frames are
/// compressed: there it is the frames that are damaged.
#include "core/io/decoded_file.h"
#include "core/vision/display_lut.h"
#include "tests/fuzz/io/dicom_mutator.h"
#include "tests/fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // In this process: what happens in another one, the fuzzer does not see.
    asg::io::LocalDecoders decoders;
    const auto decoded = asg::io::guarded([&] { return asg::io::decodeDicom({data, size}, 1, decoders); });
    asg::fuzz::require(decoded.picture || !decoded.picture.error().text.empty(), "an error has words");
    if (!decoded.picture) return 0;
    const auto& radiograph = *decoded.picture;
    asg::fuzz::require(radiograph.pixels->size() ==
                           static_cast<std::size_t>(radiograph.rows) * static_cast<std::size_t>(radiograph.columns),
                       "a picture has rows times columns pixels");
    const auto lut = asg::vision::makeDisplayLut(radiograph, asg::vision::defaultVoi(radiograph), false);
    static_cast<void>(asg::vision::renderGrey(radiograph, lut));
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    static const bool whole = asg::fuzz::kind() == "dicom";
    asg::fuzz::Dice dice(seed);
    const auto file = asg::fuzz::asText(data, size);
    return asg::fuzz::giveBack(whole ? asg::fuzz::mutatedDicom(file, dice) : asg::fuzz::mutatedFrames(file, dice), data,
                               room);
}
