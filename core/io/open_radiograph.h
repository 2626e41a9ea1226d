#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/io/limits.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>

namespace asg::io {

/// Opens one picture: DICOM (by content; with or without preamble), PNG, JPEG, TIFF.
///
/// The file is read once and hashed. Pixels are those of frame `frame` (from 1) as stored; an EXIF rotation of a
/// JPEG or TIFF is applied; colour becomes luminance (ITU-R BT.601, `wasColor`); PNG, JPEG and TIFF densities are not
/// taken as patient spacing. 32-bit samples are scaled into 16 bits, the modality transform undoing the scale. Why the
/// model does not take the picture (wrong body part, no radiograph, …) stands in `warnings`.
///
/// Blocks on the disk and for the decoder, a process beside this one; any thread. Errors: NotFound, PermissionDenied,
/// Unsupported (a folder, a codec), NotThisFormat (no format known here), Corrupt, NoPicture, TooLarge, InvalidArgument
/// (no such frame), OutOfMemory, Internal (no decoder). The text names the file, the reason and, if any, the remedy.
[[nodiscard]] base::Result<domain::Radiograph> openRadiograph(const std::filesystem::path& path, int frame = 1);

/// Bytes that are here already, and what they are called in errors.
struct NamedBytes {
    std::string name;
    std::string_view bytes;
};

/// The same, ended within a second of a stop. Of bytes the radiograph's path is their name.
[[nodiscard]] base::Outcome<domain::Radiograph> openRadiograph(const std::filesystem::path& path, int frame,
                                                               const std::stop_token& stop);
[[nodiscard]] base::Outcome<domain::Radiograph> openRadiograph(const NamedBytes& picture, int frame,
                                                               const std::stop_token& stop);

}  // namespace asg::io
