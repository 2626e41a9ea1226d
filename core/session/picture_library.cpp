#include "core/session/picture_library.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace asg::session {
namespace {

/// Names a file as it is now: by its path, by what the system calls it, by size and times of change. Empty where that
/// cannot be said.
std::string keyOfFile(const std::filesystem::path& path) {
    std::error_code failure;
    const auto whole = std::filesystem::absolute(path, failure);
    struct stat file {};
    if (failure || ::stat(whole.c_str(), &file) != 0) return {};
    std::string key = whole.lexically_normal().string();
    for (const auto part : {std::int64_t(file.st_dev), std::int64_t(file.st_ino), std::int64_t(file.st_size),
                            std::int64_t(file.st_mtim.tv_sec), std::int64_t(file.st_mtim.tv_nsec),
                            std::int64_t(file.st_ctim.tv_sec), std::int64_t(file.st_ctim.tv_nsec)})
        key += '\n' + std::to_string(part);
    return key;
}

/// Bytes that somebody brought have no name that says they are the same.
std::string keyOf(const study::PictureSource& source) {
    if (const auto* file = std::get_if<study::PictureFile>(&source)) return keyOfFile(file->path);
    const auto* member = std::get_if<study::ArchiveMember>(&source);
    if (member == nullptr) return {};
    const auto archive = keyOfFile(member->archive);
    return archive.empty() ? archive : archive + '\n' + member->name;
}

/// The same picture by the name that it is opened by now.
domain::RadiographPtr calledAs(domain::RadiographPtr radiograph, const std::string& name) {
    if (radiograph->path == name) return radiograph;
    auto renamed = *radiograph;
    renamed.path = name;
    return std::make_shared<const domain::Radiograph>(std::move(renamed));
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
    if (auto known = remembered(key, frame)) return calledAs(std::move(known), study::nameOf(source));
    auto opened = study::openPicture(source, frame, stop);
    if (opened.cancelled()) return base::Cancelled{};
    if (opened.failed()) return opened.error();
    domain::RadiographPtr radiograph = std::make_shared<const domain::Radiograph>(std::move(opened).value());
    remember(key, frame, radiograph);
    return radiograph;
}

base::Outcome<PictureLook> PictureLibrary::look(const study::PictureSource& source, const std::stop_token& stop) {
    const auto key = keyOf(source);
    if (auto kept = m_thumbnails.find(key)) return std::move(*kept);
    auto known = remembered(key, 1);
    if (!known) {
        // A list of thousands of pictures must not push out those that are read.
        auto opened = study::openPicture(source, 1, stop);
        if (opened.cancelled()) return base::Cancelled{};
        if (opened.failed()) return opened.error();
        known = std::make_shared<const domain::Radiograph>(std::move(opened).value());
    }
    auto look = lookOf(*known);
    m_thumbnails.keep(key, look);
    return look;
}

}  // namespace asg::session
