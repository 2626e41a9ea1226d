#pragma once

#include <cstddef>
#include <cstdint>

/// What a file may ask for; nobody vouches for files. Looked at before anything is allocated or done: real pictures
/// stay far below, and whatever a file says of itself, opening it takes less than 700 MB and some seconds.
/// docs/pictures.md says the same to people.
namespace asg::io {

inline constexpr std::uintmax_t kMaximumFileBytes = std::uintmax_t{2} << 30;
/// Of a file within an archive, which is unpacked into memory.
inline constexpr std::uintmax_t kMaximumMemberBytes = std::uintmax_t{256} << 20;
inline constexpr std::uint64_t kMaximumPixels = 100'000'000;  ///< rows × columns of one frame
inline constexpr int kMaximumSide = 32'767;

/// What a decoder may hold besides the picture itself, which takes two bytes a pixel.
inline constexpr std::size_t kMostBytesHeld = std::size_t{400} << 20;
inline constexpr std::size_t kMostInflatedBytes = std::size_t{256} << 20;  ///< of a deflated DICOM file
inline constexpr std::size_t kLargestPngChunk = std::size_t{8} << 20;      ///< of those that are not pixels

/// Samples of a frame in compressions whose decoders take long: what they read of noise in about a second.
inline constexpr std::size_t kMostLosslessJpegSamples = 50'000'000;  ///< JPEG of more than 8 bits, too
inline constexpr std::size_t kMostJpegLsSamples = 25'000'000;
/// Of JPEG 2000, whose decoder holds several times what it gives.
inline constexpr std::size_t kMostJ2kSamples = 50'000'000;

inline constexpr int kMostJpegScans = 100;
inline constexpr std::uint64_t kMostPixelsInJpegScans = 1'200'000'000;  ///< in all scans together
inline constexpr std::uint64_t kMostJ2kTiles = 4096;
inline constexpr std::uint64_t kMostJ2kParts = 500'000;  ///< code-blocks, and as many precincts
inline constexpr std::uint64_t kMostJ2kPackets = 20'000'000;
inline constexpr int kMostTiffPictures = 10'000;

inline constexpr std::size_t kMostElements = 20'000;  ///< of a DICOM data set; the standard has some 5 000 attributes
inline constexpr std::size_t kMostLevels = 256;       ///< of nested sequences; no known object has more than a dozen
inline constexpr std::size_t kMostFragments = 250'000;
inline constexpr std::size_t kMostTextBytes = 64 << 10;  ///< of one value; what comes after it is not looked at
inline constexpr std::size_t kMostValues = 1000;         ///< of one attribute; the same
inline constexpr std::size_t kMostTables = 64;           ///< VOI LUTs of a picture; the same

}  // namespace asg::io
