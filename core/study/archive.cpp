#include "core/study/archive.h"

#include "core/base/archive.h"
#include "core/base/translatable.h"
#include "core/io/limits.h"
#include "core/io/walk.h"

#include <optional>
#include <utility>

namespace asg::study {
namespace {

/// What a computer puts beside the files by itself.
bool isHidden(const std::filesystem::path& name) {
    return name.filename().string().starts_with('.') || name.begin()->string() == "__MACOSX";
}

}  // namespace

ArchiveListing picturesIn(const std::filesystem::path& archive, const std::stop_token& stop) {
    ArchiveListing listing;
    const base::ArchiveVisitor visitor{
        [](std::string_view name) { return isHidden(name) ? std::size_t{0} : io::kFirstBytes; },
        [&](std::string_view name, std::string_view firstBytes) {
            if (io::isPicture(name, firstBytes)) listing.pictures.push_back({archive, std::string(name)});
            return true;
        }};
    if (auto done = base::visitArchive(archive, visitor, io::kMaximumMemberBytes, stop); !done)
        listing.failure = done.error();
    return listing;
}

base::Result<std::string> readMember(const std::filesystem::path& archive, const std::string& name,
                                     const std::stop_token& stop) {
    std::optional<std::string> found;
    const base::ArchiveVisitor visitor{
        [&](std::string_view each) { return each == name ? base::ArchiveVisitor::kAll : 0; },
        [&](std::string_view, std::string_view content) {
            found.emplace(content);
            return false;
        }};
    const auto done = base::visitArchive(archive, visitor, io::kMaximumMemberBytes, stop);
    if (!found && !done) return done.error();
    if (!found && !stop.stop_requested())
        return base::Error{
            base::ErrorCode::NotFound,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2 is not in this archive."), {archive.string(), name}}};
    return std::move(found).value_or(std::string());
}

}  // namespace asg::study
