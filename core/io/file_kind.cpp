#include "core/io/decoded_file.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace asg::io {
namespace {

bool startsWith(std::span<const std::uint8_t> bytes, std::string_view magic, std::size_t offset = 0) {
    return bytes.size() >= offset + magic.size() && std::memcmp(bytes.data() + offset, magic.data(), magic.size()) == 0;
}

bool isVr(std::uint8_t a, std::uint8_t b) {
    constexpr std::string_view kVrs = "AE AS AT CS DA DS DT FD FL IS LO LT OB OW PN SH SL SQ SS ST TM UI UL UN US UT ";
    const char vr[] = {static_cast<char>(a), static_cast<char>(b), ' '};
    return kVrs.find(std::string_view(vr, sizeof(vr))) != std::string_view::npos;
}

/// A data set without preamble and "DICM" (ACR-NEMA and old exports) starts with an element of group 2 or 8, which has
/// a known VR or, in implicit form, a short length.
bool looksLikeBareDataSet(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 8) return false;
    const bool bigEndian = bytes[0] == 0;
    const auto word = [&](std::size_t at) {
        return bigEndian ? bytes[at] << 8 | bytes[at + 1] : bytes[at + 1] << 8 | bytes[at];
    };
    const int group = word(0);
    const int element = word(2);
    if ((group != 0x0002 && group != 0x0008) || element > 0x2000) return false;
    const int lengthHigh = bigEndian ? word(4) : word(6);
    const int lengthLow = bigEndian ? word(6) : word(4);
    return isVr(bytes[4], bytes[5]) || (lengthHigh == 0 && lengthLow % 2 == 0 && lengthLow < 0x1000);
}

}  // namespace

FileKind kindOf(std::span<const std::uint8_t> firstBytes) {
    using namespace std::string_view_literals;
    constexpr std::size_t kPreamble = 128;
    if (startsWith(firstBytes, "DICM", kPreamble)) return FileKind::Dicom;
    if (startsWith(firstBytes, "\x89PNG\r\n\x1a\n")) return FileKind::Png;
    if (startsWith(firstBytes, "\xFF\xD8\xFF")) return FileKind::Jpeg;
    for (const auto magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
        if (startsWith(firstBytes, magic)) return FileKind::Tiff;
    if (looksLikeBareDataSet(firstBytes)) return FileKind::Dicom;
    return FileKind::Unknown;
}

}  // namespace asg::io
