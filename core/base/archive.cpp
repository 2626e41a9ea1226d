#include "core/base/archive.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#ifdef ASG_HAS_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

namespace asg::base {

bool isArchiveName(const std::filesystem::path& path) {
    auto name = path.filename().string();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(std::array{".zip", ".tar", ".tar.gz", ".tgz"},
                               [&](std::string_view end) { return name.size() > end.size() && name.ends_with(end); });
}

#ifdef ASG_HAS_LIBARCHIVE
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18U;
constexpr std::int64_t kMaximumUnpacked = std::int64_t{16} << 30U;

struct Close {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Close>;

class Visit {
public:
    Visit(const std::filesystem::path& path, const ArchiveVisitor& visitor, std::uintmax_t maximumFileBytes,
          const std::stop_token& stop)
        : m_path(path), m_visitor(visitor), m_maximumFileBytes(maximumFileBytes), m_stop(stop) {}

    Result<void> run() {
        std::error_code failure;
        if (!std::filesystem::is_regular_file(m_path, failure))
            return bad(ErrorCode::NotFound, Sentence{QT_TRANSLATE_NOOP("Error", "this archive does not exist.")});
        m_reader.reset(archive_read_new());
        archive_read_support_format_zip(m_reader.get());
        archive_read_support_format_tar(m_reader.get());
        archive_read_support_filter_gzip(m_reader.get());
        if (archive_read_open_filename(m_reader.get(), m_path.c_str(), kPiece) != ARCHIVE_OK) return readersError();
        archive_entry* entry = nullptr;
        while (!m_stop.stop_requested()) {
            const int status = archive_read_next_header(m_reader.get(), &entry);
            if (status == ARCHIVE_EOF) break;
            if (status < ARCHIVE_WARN) return readersError();
            auto goesOn = visit(entry);
            if (!goesOn) return goesOn.error();
            if (!*goesOn) break;
        }
        return m_ofOneFile ? Result<void>(*m_ofOneFile) : Result<void>();
    }

private:
    Error bad(ErrorCode code, Sentence what) const {
        return {code, Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {m_path.string(), std::move(what)}}};
    }

    Error readersError() const {
        if (archive_errno(m_reader.get()) == EACCES)
            return bad(ErrorCode::PermissionDenied,
                       Sentence{QT_TRANSLATE_NOOP("Error", "you may not read this archive.")});
        const char* reason = archive_error_string(m_reader.get());
        return bad(ErrorCode::Corrupt,
                   Sentence{QT_TRANSLATE_NOOP("Error",
                                              "the archive cannot be read (%1). Fetch it again, or unpack it and open "
                                              "the folder."),
                            {reason != nullptr ? reason : "no reason"}});
    }

    /// False ends the visit. What is wrong with one file alone is remembered, and the others are visited.
    Result<bool> visit(archive_entry* entry) {
        if (archive_entry_filetype(entry) != AE_IFREG) return passOver();
        const char* stored = archive_entry_pathname(entry);
        if (stored == nullptr) stored = archive_entry_pathname_utf8(entry);
        const std::string name = stored != nullptr ? stored : "";
        const auto wanted = name.empty() ? 0 : m_visitor.wanted(name);
        if (wanted == 0) return passOver();
        if (archive_entry_is_encrypted(entry) != 0) {
            remember(
                bad(ErrorCode::Unsupported,
                    Sentence{QT_TRANSLATE_NOOP("Error", "%1 is encrypted. Unpack the archive with its password first."),
                             {name}}));
            return passOver();
        }
        std::string content;
        const auto got = read(wanted, content);
        if (!got) return got.error();
        if (!*got) return passOver();
        if (m_stop.stop_requested() || !m_visitor.take(name, content)) return false;
        return passOver();
    }

    void remember(Error error) {
        if (!m_ofOneFile) m_ofOneFile = std::move(error);
    }

    /// False: this file cannot be read, and the others may be.
    Result<bool> read(std::size_t wanted, std::string& content) {
        while (content.size() < wanted && !m_stop.stop_requested()) {
            const auto before = content.size();
            content.resize(before + std::min(kPiece, wanted - before));
            const auto got = archive_read_data(m_reader.get(), content.data() + before, content.size() - before);
            if (got == ARCHIVE_FATAL) return readersError();
            if (got < 0) {
                remember(readersError());
                return false;
            }
            content.resize(before + static_cast<std::size_t>(got));
            if (got == 0) break;
            m_unpacked += got;
            if (content.size() > m_maximumFileBytes) {
                remember(bad(ErrorCode::TooLarge,
                             Sentence{QT_TRANSLATE_NOOP("Error", "a file of the archive has more than %1 MB."),
                                      {std::to_string(m_maximumFileBytes >> 20U)}}));
                return false;
            }
            if (auto fits = checkSize(); !fits) return fits.error();
        }
        return true;
    }

    /// What is left of a file. The library itself would unpack it to its end, whatever its size, before it asks again;
    /// in a zip archive it knows where the next one begins.
    Result<bool> passOver() {
        if ((archive_format(m_reader.get()) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_TAR) return true;
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        while (!m_stop.stop_requested()) {
            const int status = archive_read_data_block(m_reader.get(), &block, &size, &offset);
            if (status == ARCHIVE_EOF) return true;
            if (status < ARCHIVE_WARN) return readersError();
            m_unpacked += static_cast<std::int64_t>(size);
            if (auto fits = checkSize(); !fits) return fits.error();
        }
        return true;
    }

    Result<void> checkSize() const {
        if (m_unpacked <= kMaximumUnpacked) return {};
        return bad(ErrorCode::TooLarge,
                   Sentence{QT_TRANSLATE_NOOP("Error", "the archive unpacks to more than 16 GB.")});
    }

    const std::filesystem::path& m_path;
    const ArchiveVisitor& m_visitor;
    std::uintmax_t m_maximumFileBytes;
    const std::stop_token& m_stop;
    Reader m_reader;
    std::optional<Error> m_ofOneFile;
    std::int64_t m_unpacked = 0;
};

}  // namespace

Result<void> visitArchive(const std::filesystem::path& path, const ArchiveVisitor& visitor,
                          std::uintmax_t maximumFileBytes, const std::stop_token& stop) {
    return Visit(path, visitor, maximumFileBytes, stop).run();
}
#else
Result<void> visitArchive(const std::filesystem::path& path, const ArchiveVisitor& /*visitor*/,
                          std::uintmax_t /*maximumFileBytes*/, const std::stop_token& /*stop*/) {
    return Error{
        ErrorCode::Unsupported,
        Sentence{QT_TRANSLATE_NOOP(
                     "Error", "%1: this build was made without libarchive (libarchive-dev) and reads no archives."),
                 {path.string()}}};
}
#endif

}  // namespace asg::base
