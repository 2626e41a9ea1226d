#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/session/thumbnails.h"
#include "core/study/picture_source.h"

#include <cstddef>
#include <filesystem>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace asg::session {

/// The pictures of a process. Those decoded last are remembered, as long as their pixels need no more than
/// kRememberedBytes together. Lists show a thumbnail, which is kept on the disk. A file that changed is another
/// picture. Any thread; blocks on the disk and for the decoder.
class PictureLibrary {
public:
    static constexpr std::size_t kRememberedBytes = std::size_t{256} << 20U;

    /// `thumbnails` is a folder, made when first needed; empty: none are kept.
    explicit PictureLibrary(std::filesystem::path thumbnails) : m_thumbnails(std::move(thumbnails)) {}

    /// A frame of a picture, decoded; frames count from 1. Errors: those of study::openPicture.
    [[nodiscard]] base::Outcome<domain::RadiographPtr> open(const study::PictureSource& source, int frame,
                                                            const std::stop_token& stop);
    /// What a list shows of a picture: of its first frame. Errors: those of study::openPicture.
    [[nodiscard]] base::Outcome<PictureLook> look(const study::PictureSource& source, const std::stop_token& stop);

private:
    struct Remembered {
        std::string key;
        int frame = 1;
        domain::RadiographPtr radiograph;
    };

    [[nodiscard]] domain::RadiographPtr remembered(const std::string& key, int frame);
    void remember(const std::string& key, int frame, const domain::RadiographPtr& radiograph);

    ThumbnailFolder m_thumbnails;
    std::mutex m_mutex;
    std::list<Remembered> m_pictures;  ///< the latest first
    std::size_t m_bytes = 0;
};

}  // namespace asg::session
