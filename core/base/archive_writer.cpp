#include "core/base/archive_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <ctime>
#include <memory>

#ifdef ASG_HAS_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

namespace asg::base {

#ifdef ASG_HAS_LIBARCHIVE
namespace {

struct CloseWriter {
    void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive* /*writer*/, void* bytes, const void* piece, size_t size) {
    static_cast<std::string*>(bytes)->append(static_cast<const char*>(piece), size);
    return static_cast<la_ssize_t>(size);
}

Error writersError(const std::filesystem::path& path, archive* writer) {
    const char* said = archive_error_string(writer);
    return {ErrorCode::WriteFailed, Sentence{QT_TRANSLATE_NOOP("Error", "%1: the archive cannot be made: %2."),
                                             {path.string(), std::string(said != nullptr ? said : "unknown")}}};
}

bool add(archive* writer, const ArchivedFile& file) {
    constexpr unsigned kReadable = 0600;
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), file.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), kReadable);
    archive_entry_set_mtime(entry.get(), std::time(nullptr), 0);
    return archive_write_header(writer, entry.get()) == ARCHIVE_OK &&
           archive_write_data(writer, file.content.data(), file.content.size()) ==
               static_cast<la_ssize_t>(file.content.size());
}

}  // namespace

Result<void> writeArchive(const std::filesystem::path& path, const std::vector<ArchivedFile>& files) {
    std::string bytes;
    const std::unique_ptr<archive, CloseWriter> writer(archive_write_new());
    bool good = archive_write_set_format_zip(writer.get()) == ARCHIVE_OK &&
                archive_write_open(writer.get(), &bytes, nullptr, append, nullptr) == ARCHIVE_OK;
    for (const auto& file : files) good = good && add(writer.get(), file);
    if (!good || archive_write_close(writer.get()) != ARCHIVE_OK) return writersError(path, writer.get());
    return writeFileAtomically(path, bytes);
}
#else
Result<void> writeArchive(const std::filesystem::path& path, const std::vector<ArchivedFile>& /*files*/) {
    return Error{ErrorCode::Unsupported,
                 Sentence{QT_TRANSLATE_NOOP("Error", "%1: this build writes no archives; libarchive-dev was missing."),
                          {path.string()}}};
}
#endif

}  // namespace asg::base
