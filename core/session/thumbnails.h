#pragma once

#include "core/domain/radiograph.h"
#include "core/study/study.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::session {

/// A small picture, as the whole one is shown at first: 8-bit grey, rows first, without padding.
struct Thumbnail {
    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> grey;
    friend bool operator==(const Thumbnail&, const Thumbnail&) = default;
};

/// What a list shows of a picture.
struct PictureLook {
    study::Picture picture;
    Thumbnail thumbnail;
};

/// At most 192 pixels a side; each is the mean grey of its share of the picture. Pure; any thread.
[[nodiscard]] Thumbnail makeThumbnail(const domain::Radiograph& radiograph);

/// Keeps what lists show from one start of the program to the next, a file for each picture, at most kMaximumFiles.
/// The files tell of patients, as the journals do: they are the user's alone. What cannot be read or written is made
/// anew and not said. Any thread; blocks on the disk.
class ThumbnailFolder {
public:
    static constexpr std::size_t kMaximumFiles = 5000;

    /// `folder` is made when first needed; empty: nothing is kept.
    explicit ThumbnailFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// $XDG_CACHE_HOME/asg/thumbnails; ~/.cache/asg/thumbnails unless that is set.
    [[nodiscard]] static std::filesystem::path defaultFolder();

    /// The look that was kept under this key; its source is not kept.
    [[nodiscard]] std::optional<PictureLook> find(const std::string& key) const;
    void keep(const std::string& key, const PictureLook& look);

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& key) const;
    void makeRoom() const;

    std::filesystem::path m_folder;
    std::atomic<std::size_t> m_kept = 0;  ///< since room was made last
};

}  // namespace asg::session
