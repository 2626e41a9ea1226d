/// libFuzzer: any bytes as a PNG, JPEG or TIFF, by their content.
#include "core/io/decoded_file.h"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto kind = asg::io::kindOf({data, std::min(size, asg::io::kKindBytes)});
    if (kind == asg::io::FileKind::Dicom || kind == asg::io::FileKind::Unknown) return 0;
    static_cast<void>(asg::io::guarded([&] { return asg::io::decodeImage(kind, {data, size}, 1); }));
    return 0;
}
