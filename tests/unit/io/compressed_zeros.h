#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace asg::test {

/// Sides and cells of a picture in which every sample is coded as "like the one before".
struct EmptyPicture {
    unsigned rows = 10'000;
    unsigned columns = 10'000;
    int bits = 8;
    int components = 1;
};

/// `count` in that many bytes, the most significant first.
[[nodiscard]] std::string big(std::uint64_t value, int count);

/// `head` and as many zeros behind it, deflated without being held; `windowBits` as in zlib (negative: no header).
[[nodiscard]] std::string deflated(std::string head, std::uint64_t zeros, int windowBits);

/// A PNG. `kind`: 0 grey, 2 RGB, 3 palette, 6 RGB and alpha. Without `withPixels` all but the first are missing.
[[nodiscard]] std::string emptyPng(const EmptyPicture& picture, char kind, bool interlaced = false,
                                   bool withPixels = true);

/// A JPEG stream of one pass with the frame header `marker` (T.81: C0 baseline, C1 extended, C3 lossless).
[[nodiscard]] std::string emptyJpeg(const EmptyPicture& picture, char marker);
/// A progressive one of `passes` passes, at most 64.
[[nodiscard]] std::string emptyProgressiveJpeg(const EmptyPicture& picture, int passes);
/// A JPEG-LS stream; `interleaving` as in T.87 C.2.3.
[[nodiscard]] std::string emptyJpegLs(const EmptyPicture& picture, int interleaving = 0);
/// A JPEG 2000 codestream of one tile, reversible.
[[nodiscard]] std::string emptyJpeg2000(const EmptyPicture& picture, int levels);

/// A frame in run lengths (PS3.5 annex G).
[[nodiscard]] std::string emptyRuns(const EmptyPicture& picture);

/// A TIFF by libtiff, in strips of 200 rows or in tiles of 512; empty where this libtiff lacks the compression.
[[nodiscard]] std::string emptyTiff(const EmptyPicture& picture, std::uint16_t compression, bool tiled = false);

}  // namespace asg::test
