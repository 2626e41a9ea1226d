#pragma once

#include "core/base/error.h"
#include "core/io/decoding/parcel.h"
#include "core/io/pixel_decoders.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

/// What a program and its helper say to each other. Both are of one build; a helper of another one is refused by
/// kLanguage. Every message is a Preface, a head (a parcel) and a body (the bytes of a file, or pixels).
namespace asg::io {

/// Changes with whatever stands in this file, in parcel.h, said_error.h or pixel_layout.h.
inline constexpr std::uint64_t kLanguage = 0x4153'4744'4543'0002;

struct Preface {
    std::uint64_t language = kLanguage;
    std::uint64_t headBytes = 0;
    std::uint64_t bodyBytes = 0;
};

/// What one picture may take of the helper.
struct HelperLimits {
    int processorSeconds = 20;
    int seconds = 120;               ///< by the clock, on a machine that has other things to do
    std::size_t memory = 768 << 20;  ///< bytes, besides the program itself and the file that is decoded
};

/// One call of PixelDecoders, but for its bytes.
struct DecodingTask {
    enum class Kind : std::uint8_t { Image, Frame, Luminance };
    Kind kind = Kind::Image;
    FileKind file = FileKind::Unknown;  ///< Image alone
    int frame = 1;                      ///< Image alone
    PixelLayoutOfFile layout = {};      ///< not Image
    Palette palette = {};               ///< Luminance alone
};

/// What a call gave, but for its pixels; nothing: pixels alone.
using DecodingAnswer = std::variant<std::monostate, base::Error, Raster, DecodedFrame>;

void putTask(ParcelWriter& parcel, const DecodingTask& task, const HelperLimits& limits);
/// Empty where the parcel is not one of a task.
[[nodiscard]] std::optional<DecodingTask> takeTask(ParcelReader& parcel, HelperLimits& limits);

void putAnswer(ParcelWriter& parcel, const DecodingAnswer& answer);
/// Empty where the parcel is not an answer, or says what no decoder may say. Sizes are within limits.h.
[[nodiscard]] std::optional<DecodingAnswer> takeAnswer(ParcelReader& parcel);

inline constexpr std::size_t kMostHeadBytes = std::size_t{8} << 20;  ///< palettes are the largest of what it holds

}  // namespace asg::io
