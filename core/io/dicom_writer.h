#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace asg::io {

/// What a Radiograph does not carry but a DX file needs.
struct DicomDetails {
    std::string bodyPart = "CHEST";
    std::string manufacturer = "ASG Viewer";
    std::string manufacturerModel = "thorax phantom";
    bool synthetic = true;  ///< Image Type DERIVED\PRIMARY and the note "synthetic" in Image Comments
};

/// A Digital X-Ray Image Storage - For Presentation file (PS3.3 A.26), Explicit VR Little Endian, text in UTF-8.
///
/// Writes pixels, modality transform (Rescale 1, 0 as DX asks; another one is InvalidArgument), VOI LUTs, windows,
/// spacing (as Imager Pixel Spacing or Pixel Spacing by its source), padding, view and study text. Study, series and
/// SOP instance UID must stand in `radiograph.text`: the same input gives the same bytes. MONOCHROME1 is written with
/// shape INVERSE. Errors: InvalidArgument (UIDs missing, sizes that do not fit), Unsupported in a build without DICOM.
[[nodiscard]] base::Result<std::vector<std::byte>> encodeDicom(const domain::Radiograph& radiograph,
                                                               const DicomDetails& details = {});

/// The same into a file, written aside and renamed; parent folders must exist. Blocks on the disk.
[[nodiscard]] base::Result<void> writeDicom(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                                            const DicomDetails& details = {});

}  // namespace asg::io
