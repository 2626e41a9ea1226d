#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A DICOM file as a tree that can be changed and written again, right or wrong. It shares nothing with the reader that
/// is tested, and is simple: what it does not understand stays bytes.
namespace asg::fuzz {

struct DicomNode;

/// An item of a sequence, or (`nodes` empty) a fragment of pixel data with `bytes`.
struct DicomPart {
    std::vector<DicomNode> nodes;
    std::string bytes;
    bool undefinedLength = false;
};

struct DicomNode {
    std::uint32_t tag = 0;  ///< group × 65 536 + element
    std::string vr = "UN";
    std::string value;             ///< where it has no parts
    std::vector<DicomPart> parts;  ///< items, or fragments
    bool isSequence = false;
    bool isFragments = false;
    bool undefinedLength = false;
    std::int64_t lie = 0;  ///< added to the length that is written
};

struct DicomCoding {
    bool explicitVr = true;
    bool bigEndian = false;
};

struct DicomTree {
    bool hasPreamble = true;
    std::vector<DicomNode> meta;
    std::vector<DicomNode> dataSet;
    DicomCoding coding;  ///< of the data set
};

inline constexpr std::uint32_t kTransferSyntaxTag = 0x00020010;
inline constexpr std::uint32_t kPixelTag = 0x7FE00010;

/// Empty where the bytes are no file that is written as its transfer syntax says.
[[nodiscard]] std::optional<DicomTree> dicomTree(std::string_view bytes);
[[nodiscard]] std::string writtenDicom(const DicomTree& tree);

/// The node of that tag; null where there is none.
[[nodiscard]] DicomNode* nodeOf(std::vector<DicomNode>& nodes, std::uint32_t tag);

/// A little-endian number of `bytes` bytes, or a big-endian one.
[[nodiscard]] std::string numberBytes(std::uint64_t value, std::size_t bytes, bool bigEndian = false);

}  // namespace asg::fuzz
