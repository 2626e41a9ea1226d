#include "core/session/picture_library.h"

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

namespace asg::session {
namespace {

/// Names a file as it is now: by its path, size and time of change. Empty where that cannot be said.
std::string keyOfFile(const std::filesystem::path& path) {
    std::error_code failure;
    const auto whole = std::filesystem::absolute(path, failure);
    if (failure) return {};
    const auto size = std::filesystem::file_size(whole, failure);
    if (failure) return {};
    const auto changed = std::filesystem::last_write_time(whole, failure);
    if (failure) return {};
    return whole.lexically_normal().string() + '\n' + std::to_string(size) + '\n' +
           std::to_string(changed.time_since_epoch().count());
}

/// Bytes that somebody brought have no name that says they are the same.
std::string keyOf(const study::PictureSource& source) {
    if (const auto* file = std::get_if<study::PictureFile>(&source)) return keyOfFile(file->path);
    const auto* member = std::get_if<study::ArchiveMember>(&source);
    if (member == nullptr) return {};
    const auto archive = keyOfFile(member->archive);
    return archive.empty() ? archive : archive + '\n' + member->name;
}

std::size_t bytesOf(const domain::Radiograph& radiograph) {
    return radiograph.pixels ? radiograph.pixels->size() * sizeof(radiograph.pixels->front()) : 0;
}

}  // namespace

domain::RadiographPtr PictureLibrary::remembered(const std::string& key, int frame) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find_if(
        m_pictures, [&](const Remembered& each) { return each.frame == frame && each.key == key; });
    if (key.empty() || found == m_pictures.end()) return nullptr;
    m_pictures.splice(m_pictures.begin(), m_pictures, found);
    return m_pictures.front().radiograph;
}

void PictureLibrary::remember(const std::string& key, int frame, const domain::RadiographPtr& radiograph) {
    if (key.empty()) return;
    const std::lock_guard lock(m_mutex);
    m_pictures.push_front({key, frame, radiograph});
    m_bytes += bytesOf(*radiograph);
    while (m_bytes > kRememberedBytes && !m_pictures.empty()) {
        m_bytes -= bytesOf(*m_pictures.back().radiograph);
        m_pictures.pop_back();
    }
}

base::Outcome<domain::RadiographPtr> PictureLibrary::open(const study::PictureSource& source, int frame,
                                                          const std::stop_token& stop) {
    // Before it is read: what changes meanwhile is read again the next time.
    const auto key = keyOf(source);
    if (auto known = remembered(key, frame)) return known;
    auto opened = study::openPicture(source, frame, stop);
    if (opened.cancelled()) return base::Cancelled{};
    if (opened.failed()) return opened.error();
    domain::RadiographPtr radiograph = std::make_shared<const domain::Radiograph>(std::move(opened).value());
    remember(key, frame, radiograph);
    return radiograph;
}

base::Outcome<PictureLook> PictureLibrary::look(const study::PictureSource& source, const std::stop_token& stop) {
    const auto key = keyOf(source);
    if (auto kept = m_thumbnails.find(key)) {
        kept->picture.source = source;
        return std::move(*kept);
    }
    auto known = remembered(key, 1);
    if (!known) {
        // A list of thousands of pictures must not push out those that are read.
        auto opened = study::openPicture(source, 1, stop);
        if (opened.cancelled()) return base::Cancelled{};
        if (opened.failed()) return opened.error();
        known = std::make_shared<const domain::Radiograph>(std::move(opened).value());
    }
    PictureLook look{study::pictureOf(*known, source), makeThumbnail(*known)};
    m_thumbnails.keep(key, look);
    return look;
}

}  // namespace asg::session
