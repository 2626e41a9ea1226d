#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/io/file_elements.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace asg::study {

/// A picture that is a file.
struct PictureFile {
    std::filesystem::path path;
    friend bool operator==(const PictureFile&, const PictureFile&) = default;
};

/// A picture within an archive.
struct ArchiveMember {
    std::filesystem::path archive;
    std::string name;  ///< as the archive has it, folders and all
    friend bool operator==(const ArchiveMember&, const ArchiveMember&) = default;
};

/// A picture whose bytes are here already, whoever brought them.
struct PictureBytes {
    std::string name;  ///< for people
    std::shared_ptr<const std::string> bytes;
    friend bool operator==(const PictureBytes&, const PictureBytes&) = default;
};

/// Where a picture's bytes come from.
using PictureSource = std::variant<PictureFile, ArchiveMember, PictureBytes>;

/// What a source is called, as errors name it: its path, "archive.zip/DICOM/IM0001", or its name. May be no UTF-8.
[[nodiscard]] std::string nameOf(const PictureSource& source);

/// The folder that a report beside the picture would lie in; empty where the picture lies in none.
[[nodiscard]] std::filesystem::path folderOf(const PictureSource& source);

/// Decodes a frame (from 1) of a source: io::openRadiograph for any kind of it. The radiograph's path is
/// nameOf(source). Blocks; any thread. Errors: those of openRadiograph, and of readMember (archive.h).
[[nodiscard]] base::Outcome<domain::Radiograph> openPicture(const PictureSource& source, int frame,
                                                            const std::stop_token& stop);

/// The elements of the DICOM file that a source is. Blocks; any thread. Errors: those of io::listElements, of
/// base::readFile, and of readMember (archive.h).
[[nodiscard]] base::Outcome<std::vector<io::FileElement>> listElements(const PictureSource& source,
                                                                       const std::stop_token& stop);

}  // namespace asg::study
