#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace asg::io {

/// What an untrusted file could do to DCMTK's parser, and the guards against it.

/// A deflated file (PS3.5 A.5) with its data set inflated, as an Explicit VR Little Endian file without deflation;
/// `bytes` unchanged and `deflated` false for any other. Inflating stops at kMaximumInflatedBytes (TooLarge).
struct Inflated {
    bool deflated = false;
    std::vector<std::uint8_t> bytes;
};
inline constexpr std::size_t kMaximumInflatedBytes = std::size_t{512} << 20;
[[nodiscard]] base::Result<Inflated> inflateIfDeflated(std::span<const std::uint8_t> bytes);

/// Whether a fragment of RLE (PS3.5 G.5) has a header of 1 to 15 segments whose offsets rise and lie within it.
[[nodiscard]] bool isSoundRleHeader(std::span<const std::uint8_t> fragment);

/// DCMTK parses nested sequences by recursion, so a file of item tags alone would exhaust the stack. Runs `work` with a
/// stack that is large enough for as many levels as there are item tags in `bytes`, on a thread of its own where this
/// one's could be too small; returns when it is done. `work` must not throw. Error: TooLarge for more than 250 000 item
/// tags.
[[nodiscard]] base::Result<void> runWithStackFor(std::span<const std::uint8_t> bytes,
                                                 const std::function<void()>& work);

}  // namespace asg::io
