#include "core/io/walk.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/io/decoded_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <system_error>

namespace asg::io {

static_assert(kFirstBytes == kKindBytes);

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kExtensions{".dcm", ".dicom", ".png", ".jpg", ".jpeg", ".tif", ".tiff"};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool hasPictureExtension(const fs::path& path) {
    return std::find(kExtensions.begin(), kExtensions.end(), lower(path.extension().string())) != kExtensions.end();
}

bool isDicom(std::string_view first) {
    return kindOf({reinterpret_cast<const std::uint8_t*>(first.data()), first.size()}) == FileKind::Dicom;
}

bool isDirectoryFile(const fs::path& path) {
    return lower(path.stem().string()).starts_with("dicomdir");
}

class Walker {
public:
    Walker(const FileFilter& counts, const std::stop_token& stop) : m_counts(counts), m_stop(stop) {}

    void add(const fs::path& path) {
        std::error_code error;
        if (fs::is_directory(path, error))
            walkFolder(path);
        else
            addFile(path);
    }
    [[nodiscard]] Walk take() { return std::move(m_walk); }

private:
    void walkFolder(const fs::path& folder) {
        std::error_code error;
        // A link may lead back up; a folder is walked once.
        const fs::path real = fs::canonical(folder, error);
        if (!error && !m_visited.insert(real).second) return;
        std::vector<fs::path> entries;
        for (fs::directory_iterator it(folder, error), end; mayGoOn(error) && it != end; it.increment(error))
            if (!it->path().filename().string().starts_with('.')) entries.push_back(it->path());
        if (error)
            m_walk.failures.push_back(
                {folder, base::systemError(folder, error.value(),
                                           base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be walked")})});
        std::sort(entries.begin(), entries.end());
        for (const fs::path& entry : entries)
            if (!m_stop.stop_requested()) addEntry(entry);
    }

    [[nodiscard]] bool mayGoOn(const std::error_code& error) const { return !error && !m_stop.stop_requested(); }

    void addEntry(const fs::path& entry) {
        std::error_code error;
        const auto type = fs::status(entry, error).type();
        if (type == fs::file_type::directory) {
            walkFolder(entry);
        } else if (type == fs::file_type::regular && m_counts(entry)) {
            addFile(entry);
        } else if (error && type != fs::file_type::not_found) {  // not a link that leads nowhere
            m_walk.failures.push_back(
                {entry, base::systemError(entry, error.value(),
                                          base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be looked at")})});
        }
    }

    void addFile(const fs::path& path) {
        std::error_code ignored;
        if (m_files.insert(fs::absolute(path, ignored).lexically_normal()).second) m_walk.paths.push_back(path);
    }

    const FileFilter& m_counts;
    const std::stop_token& m_stop;
    Walk m_walk;
    std::set<fs::path> m_files;
    std::set<fs::path> m_visited;
};

}  // namespace

bool isPicture(const fs::path& path) {
    return !isDirectoryFile(path) && (hasPictureExtension(path) || isDicom(base::firstBytesOf(path, kFirstBytes)));
}

bool isPicture(const fs::path& name, std::string_view firstBytes) {
    return !isDirectoryFile(name) && (hasPictureExtension(name) || isDicom(firstBytes));
}

Walk findFiles(const std::vector<fs::path>& filesAndFolders, const FileFilter& counts, const std::stop_token& stop) {
    Walker walker(counts, stop);
    for (const fs::path& path : filesAndFolders) walker.add(path);
    return walker.take();
}

Walk findPictures(const std::vector<fs::path>& filesAndFolders, const std::stop_token& stop) {
    return findFiles(
        filesAndFolders, [](const fs::path& path) { return isPicture(path); }, stop);
}

bool hasExtension(const fs::path& path, std::string_view extension) {
    return lower(path.extension().string()) == extension;
}

std::string nameWithoutPictureExtension(const fs::path& path) {
    return hasPictureExtension(path) ? path.stem().string() : path.filename().string();
}

}  // namespace asg::io
