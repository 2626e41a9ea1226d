#pragma once

#include "core/io/pixel_decoders.h"

namespace asg::io {

/// Where a helper finds the socket that its tasks come through.
inline constexpr int kHelperSocket = 3;
/// What a helper exits with that was spoken to in another build's language, or by nobody.
inline constexpr int kHelperUnfit = 64;

/// A helper's whole work: gives up what decoding does not need (confine.h), then does one task after another by
/// `decoders` until the program closes its end. Returns the exit code.
[[nodiscard]] int serveDecoding(PixelDecoders& decoders);

}  // namespace asg::io
