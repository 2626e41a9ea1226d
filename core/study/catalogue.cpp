#include "core/study/catalogue.h"

#include "core/base/archive.h"
#include "core/io/walk.h"
#include "core/study/archive.h"

namespace asg::study {

base::Outcome<Listing> FolderCatalogue::list(const std::stop_token& stop) const {
    const auto walk = io::findFiles(
        m_paths, [](const auto& path) { return io::isPicture(path) || base::isArchiveName(path); }, stop);
    Listing listing;
    for (const auto& failure : walk.failures) listing.failures.push_back(failure.error);
    for (const auto& path : walk.paths) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (!base::isArchiveName(path)) {
            listing.pictures.emplace_back(PictureFile{path});
            continue;
        }
        auto members = picturesIn(path, stop);
        if (!members) {
            listing.failures.push_back(members.error());
            continue;
        }
        if (members->empty())
            listing.failures.push_back(
                {base::ErrorCode::NoPicture, path.string() + ": there is no picture in this archive."});
        for (auto& member : *members) listing.pictures.emplace_back(std::move(member));
    }
    if (stop.stop_requested()) return base::Cancelled{};
    return listing;
}

}  // namespace asg::study
