#include "core/study/catalogue.h"

#include "core/base/archive.h"
#include "core/base/translatable.h"
#include "core/io/walk.h"
#include "core/study/archive.h"

#include <algorithm>
#include <utility>

namespace asg::study {
namespace {

void addArchive(Listing& listing, const std::filesystem::path& path, bool isNamed, const std::stop_token& stop) {
    auto found = picturesIn(path, stop);
    if (found.failure) listing.failures.push_back(*found.failure);
    if (isNamed && found.pictures.empty() && !found.failure && !stop.stop_requested())
        listing.failures.push_back(
            {base::ErrorCode::NoPicture,
             base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is no picture in this archive."), {path.string()}}});
    for (auto& member : found.pictures) listing.pictures.emplace_back(std::move(member));
}

}  // namespace

base::Outcome<Listing> FolderCatalogue::list(const std::stop_token& stop) const {
    const auto walk = io::findFiles(
        m_paths, [](const auto& path) { return io::isPicture(path) || io::hasExtension(path, ".zip"); }, stop);
    Listing listing;
    for (const auto& failure : walk.failures) listing.failures.push_back(failure.error);
    for (const auto& path : walk.paths) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (base::isArchiveName(path))
            addArchive(listing, path, std::ranges::find(m_paths, path) != m_paths.end(), stop);
        else
            listing.pictures.emplace_back(PictureFile{path});
    }
    if (stop.stop_requested()) return base::Cancelled{};
    return listing;
}

}  // namespace asg::study
