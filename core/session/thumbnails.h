#pragma once

#include "core/domain/radiograph.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::session {

/// A small picture, in the window that the whole one is shown in at first: 8-bit grey, row by row, without padding.
struct Thumbnail {
    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> grey;
    friend bool operator==(const Thumbnail&, const Thumbnail&) = default;
};

/// What a list shows of a picture, and what groups it with others.
struct PictureLook {
    domain::StudyText text;  ///< of it only what says whose picture it is, of which study, and from when
    std::string sha256;      ///< of the file's bytes
    domain::View view = domain::View::Unknown;
    Thumbnail thumbnail;
};

/// At most 192 pixels a side; each is the mean grey of the part of the picture that it stands for. Pure; any thread.
[[nodiscard]] Thumbnail makeThumbnail(const domain::Radiograph& radiograph);
/// What a list shows of a decoded picture. Pure; any thread.
[[nodiscard]] PictureLook lookOf(const domain::Radiograph& radiograph);

/// Keeps what lists show from one start of the program to the next, a file for each picture, at most kMaximumFiles.
/// The files tell of patients, as the journals do: they are the user's alone, and where ASG_DATA names a place for the
/// journals they lie there, too. No errors: what cannot be read is made anew, what cannot be written is not kept. Any
/// thread; blocks on the disk.
class ThumbnailFolder {
public:
    static constexpr std::size_t kMaximumFiles = 5000;

    /// `folder` is made when first needed; empty: nothing is kept.
    explicit ThumbnailFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// $ASG_DATA/thumbnails where that is set, else asg/thumbnails in the user's cache folder (XDG base directories).
    [[nodiscard]] static std::filesystem::path defaultFolder();

    /// The look that was kept under this key. A key names a picture as it is now: one that changed has another.
    [[nodiscard]] std::optional<PictureLook> find(const std::string& key) const;
    void keep(const std::string& key, const PictureLook& look);

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& key) const;
    void makeRoom() const;

    std::filesystem::path m_folder;
    std::atomic<std::size_t> m_kept = 0;  ///< by this process
};

}  // namespace asg::session
