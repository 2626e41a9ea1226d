#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/io/file_info.h"
#include "core/io/pixel_decoders.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace asg::io {

/// What came out of one file's bytes: what could be learned of it, and its picture or why there is none. Private to the
/// room; paths and hashes are filled in by the caller.
struct DecodedFile {
    std::optional<FileInfo> info;  ///< empty where nothing could be learned
    base::Result<domain::Radiograph> picture;
};

/// Runs a decoder and turns what its libraries throw (a codec, or the memory's end) into an error.
[[nodiscard]] DecodedFile guarded(const std::function<DecodedFile()>& decoder);

/// By content.
[[nodiscard]] FileKind kindOf(std::span<const std::uint8_t> firstBytes);
/// How many bytes kindOf needs to see.
inline constexpr std::size_t kKindBytes = 132;

/// A PNG, JPEG or TIFF. A stop ends the decoders soon, with an error.
[[nodiscard]] DecodedFile decodeImage(FileKind kind, std::span<const std::uint8_t> bytes, int frame,
                                      PixelDecoders& decoders, const std::stop_token& stop = {});
/// A DICOM file; Unsupported in a build without DCMTK. `bytes` are the file's.
[[nodiscard]] DecodedFile decodeDicom(std::span<const std::uint8_t> bytes, int frame, PixelDecoders& decoders,
                                      const std::stop_token& stop = {});

}  // namespace asg::io
