#pragma once

#include "core/base/result.h"
#include "core/study/picture_source.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::study {

/// What a catalogue has: pictures to open, none of them read yet, and what could not be looked at.
struct Listing {
    std::vector<PictureSource> pictures;
    std::vector<base::Error> failures;  ///< each names the thing
};

/// Where pictures are found. Any thread.
class Catalogue {
public:
    Catalogue() = default;
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;
    virtual ~Catalogue() = default;

    /// Every picture, in the same order each time. Blocks; a stop ends it soon.
    [[nodiscard]] virtual base::Outcome<Listing> list(const std::stop_token& stop) const = 0;
};

/// Files, and folders with what is below them (io::findPictures). An archive (archive.h) that is named counts as a
/// folder. So does a zip archive that lies in a folder: its list can be read without unpacking it, a tar archive's not.
class FolderCatalogue final : public Catalogue {
public:
    explicit FolderCatalogue(std::vector<std::filesystem::path> filesAndFolders)
        : m_paths(std::move(filesAndFolders)) {}

    [[nodiscard]] base::Outcome<Listing> list(const std::stop_token& stop) const override;

private:
    std::vector<std::filesystem::path> m_paths;
};

}  // namespace asg::study
