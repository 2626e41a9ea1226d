#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::io {

/// What a file holds, for `asg info` and for the viewer's refusals. Empty where the file does not say.
struct FileInfo {
    std::string path;
    bool isDicom = false;
    std::string sopClass;            ///< UID
    std::string sopClassName;        ///< in words, empty when the UID is not known
    std::string transferSyntax;      ///< UID
    std::string transferSyntaxName;  ///< in words
    std::string photometric;         ///< as stored; for other pictures MONOCHROME2, PALETTE COLOR or RGB
    std::optional<int> rows;
    std::optional<int> columns;
    int frames = 0;  ///< 0: no picture
    std::optional<int> bitsAllocated;
    std::optional<int> bitsStored;
    std::optional<domain::PixelSpacing> spacing;
    std::vector<domain::Window> windows;
    bool modalityLut = false;  ///< a Modality LUT Sequence
    std::optional<domain::Rescale> rescale;
    std::vector<std::string> voiLuts;  ///< LUT Explanation of each; may be empty texts
    std::string characterSet;          ///< Specific Character Set as stored
    std::string modality;
    domain::View view = domain::View::Unknown;
    bool modelTakes = false;
    std::optional<base::Error> failure;    ///< why the picture cannot be shown
    std::vector<domain::Warning> reasons;  ///< what the header says against the model's taking it
};

/// Reads and decodes the first frame of a file. A valid file without a picture, or with a picture that cannot be
/// decoded, gives information with modelTakes = false and the reason. Errors: as openRadiograph, where nothing at all
/// could be learned.
[[nodiscard]] base::Result<FileInfo> inspectFile(const std::filesystem::path& path);
/// The same, ended within a second of a stop.
[[nodiscard]] base::Outcome<FileInfo> inspectFile(const std::filesystem::path& path, const std::stop_token& stop);

/// As `asg info --json` prints it (docs/command-line.md), plus sopClassName, transferSyntaxName, rescale, modality.
[[nodiscard]] nlohmann::ordered_json fileInfoJson(const FileInfo& info);

}  // namespace asg::io
