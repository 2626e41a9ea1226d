#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::test {

/// A DICOM file put together byte by byte, so that it can be wrong wherever a test wants it to be.
class DicomBytes {
public:
    explicit DicomBytes(const std::string& transferSyntaxUid = "1.2.840.10008.1.2.1") {
        bytes.assign(128, '\0');
        bytes += "DICM";
        text(0x0002, 0x0010, "UI", transferSyntaxUid);
    }

    static std::string little(std::uint64_t value, int count) {
        std::string result;
        for (int i = 0; i < count; ++i) result += static_cast<char>(value >> (8 * i));
        return result;
    }

    /// Tag, VR and length; the value may be another.
    DicomBytes& head(unsigned group, unsigned element, std::string_view vr, std::uint32_t length) {
        bytes += little(group, 2) + little(element, 2);
        if (implicitVr && group != 2) {
            bytes += little(length, 4);
        } else {
            bytes += vr;
            const bool isLong = vr[0] == 'O' || vr == "SQ" || vr == "UN" || vr == "UT";
            bytes += isLong ? little(0, 2) + little(length, 4) : little(length, 2);
        }
        return *this;
    }
    DicomBytes& text(unsigned group, unsigned element, std::string_view vr, std::string value) {
        if (value.size() % 2 != 0) value += vr == "UI" ? '\0' : ' ';
        head(group, element, vr, static_cast<std::uint32_t>(value.size()));
        bytes += value;
        return *this;
    }
    DicomBytes& words(unsigned group, unsigned element, std::string_view vr, const std::vector<int>& values) {
        head(group, element, vr, static_cast<std::uint32_t>(2 * values.size()));
        for (const int value : values) bytes += little(static_cast<std::uint64_t>(value), 2);
        return *this;
    }
    DicomBytes& word(unsigned group, unsigned element, int value) { return words(group, element, "US", {value}); }

    /// The Image Pixel module of a grey picture.
    DicomBytes& grey(int rows, int columns, int allocated, int stored, bool isSigned = false) {
        text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.1");
        word(0x0028, 0x0002, 1).text(0x0028, 0x0004, "CS", "MONOCHROME2");
        word(0x0028, 0x0010, rows).word(0x0028, 0x0011, columns);
        word(0x0028, 0x0100, allocated).word(0x0028, 0x0101, stored).word(0x0028, 0x0102, stored - 1);
        return word(0x0028, 0x0103, isSigned ? 1 : 0);
    }
    /// Pixel data in fragments, an empty offset table first.
    DicomBytes& fragments(const std::vector<std::string>& parts) {
        head(0x7FE0, 0x0010, "OB", 0xFFFFFFFF);
        bytes += little(0xE000FFFE, 4) + little(0, 4);
        for (const std::string& part : parts) bytes += little(0xE000FFFE, 4) + little(part.size(), 4) + part;
        bytes += little(0xE0DDFFFE, 4) + little(0, 4);
        return *this;
    }
    /// A sequence of one item, both of known length.
    DicomBytes& sequence(unsigned group, unsigned element, const DicomBytes& inside) {
        const std::string item = inside.bytes.substr(inside.start);
        head(group, element, "SQ", static_cast<std::uint32_t>(item.size() + 8));
        bytes += little(0xE000FFFE, 4) + little(item.size(), 4) + item;
        return *this;
    }
    /// The attributes of an item, without what a file begins with.
    static DicomBytes item() {
        DicomBytes made;
        made.start = made.bytes.size();
        return made;
    }

    std::string bytes;
    bool implicitVr = false;  ///< from here on
    std::size_t start = 0;
};

}  // namespace asg::test
