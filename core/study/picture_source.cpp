#include "core/study/picture_source.h"

#include "core/base/atomic_file.h"
#include "core/io/limits.h"
#include "core/io/open_radiograph.h"
#include "core/study/archive.h"

namespace asg::study {
namespace {

struct Open {
    int frame;
    const std::stop_token& stop;

    base::Outcome<domain::Radiograph> operator()(const PictureFile& file) const {
        return io::openRadiograph(file.path, frame, stop);
    }
    base::Outcome<domain::Radiograph> operator()(const PictureBytes& picture) const {
        return io::openRadiograph(io::NamedBytes{picture.name, *picture.bytes}, frame, stop);
    }
    base::Outcome<domain::Radiograph> operator()(const ArchiveMember& member) const {
        const auto bytes = readMember(member.archive, member.name, stop);
        if (!bytes) return bytes.error();
        if (stop.stop_requested()) return base::Cancelled{};
        return io::openRadiograph(io::NamedBytes{nameOf(member), *bytes}, frame, stop);
    }
};

base::Result<std::string> bytesOf(const PictureSource& source, const std::stop_token& stop) {
    if (const auto* file = std::get_if<PictureFile>(&source))
        return base::readFile(file->path, io::kMaximumFileBytes, stop);
    if (const auto* member = std::get_if<ArchiveMember>(&source))
        return readMember(member->archive, member->name, stop);
    return *std::get<PictureBytes>(source).bytes;
}

}  // namespace

std::string nameOf(const PictureSource& source) {
    if (const auto* file = std::get_if<PictureFile>(&source)) return file->path.string();
    if (const auto* member = std::get_if<ArchiveMember>(&source)) return member->archive.string() + "/" + member->name;
    return std::get<PictureBytes>(source).name;
}

std::filesystem::path folderOf(const PictureSource& source) {
    const auto* file = std::get_if<PictureFile>(&source);
    return file != nullptr ? file->path.parent_path() : std::filesystem::path();
}

base::Outcome<domain::Radiograph> openPicture(const PictureSource& source, int frame, const std::stop_token& stop) {
    return std::visit(Open{frame, stop}, source);
}

base::Outcome<std::vector<io::FileElement>> listElements(const PictureSource& source, const std::stop_token& stop) {
    const auto bytes = bytesOf(source, stop);
    if (!bytes) return bytes.error();
    if (stop.stop_requested()) return base::Cancelled{};
    return io::listElements(nameOf(source), *bytes, stop);
}

}  // namespace asg::study
