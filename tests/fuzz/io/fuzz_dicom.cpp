/// libFuzzer: any bytes as a DICOM file, opened, described and shown.
#include "core/io/decoded_file.h"
#include "core/vision/display_lut.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decoded = asg::io::guarded([&] { return asg::io::decodeDicom({data, size}, 1); });
    if (!decoded.picture) return 0;
    const auto& radiograph = *decoded.picture;
    const auto lut = asg::vision::makeDisplayLut(radiograph, asg::vision::defaultVoi(radiograph), false);
    static_cast<void>(asg::vision::renderGrey(radiograph, lut));
    return 0;
}
