#include "core/evaluation/packed_archive.h"

#ifdef ASG_HAS_ZLIB
#include <array>
#include <memory>
#include <optional>
#include <zlib.h>
#endif

namespace asg::evaluation {

using base::Error;
using base::ErrorCode;

#ifdef ASG_HAS_ZLIB
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kMaximumFileBytes = 16U << 20U;

struct Close {
    void operator()(gzFile file) const { gzclose(file); }
};
using GzipFile = std::unique_ptr<std::remove_pointer_t<gzFile>, Close>;

bool readBytes(gzFile file, char* bytes, std::size_t count) {
    return gzread(file, bytes, static_cast<unsigned>(count)) == static_cast<int>(count);
}

/// An octal number of a tar header, ended by a space or a NUL.
std::optional<std::size_t> octal(std::string_view field) {
    std::size_t value = 0;
    bool digit = false;
    for (const char c : field) {
        if (c == ' ' && !digit) continue;
        if (c < '0' || c > '7') break;
        value = value * 8 + static_cast<std::size_t>(c - '0');
        digit = true;
        if (value > (std::size_t{1} << 40U)) return std::nullopt;
    }
    return digit ? std::optional(value) : std::nullopt;
}

}  // namespace

base::Result<void> readPackedArchive(const std::filesystem::path& path,
                                     const std::function<void(std::string_view, std::string_view)>& take) {
    const auto bad = [&](ErrorCode code, const char* what) { return Error{code, path.string() + ": " + what}; };
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure))
        return bad(ErrorCode::NotFound, "this archive does not exist.");
    const GzipFile file(gzopen(path.c_str(), "rb"));
    if (!file) return bad(ErrorCode::NotFound, "this archive cannot be opened.");
    std::array<char, kBlock> header{};
    std::string content;
    while (true) {
        if (!readBytes(file.get(), header.data(), kBlock)) return bad(ErrorCode::Corrupt, "the archive is cut short.");
        if (header[0] == 0) return {};  // the archive ends with empty blocks
        const auto size = octal({header.data() + 124, 12});
        if (!size) return bad(ErrorCode::Corrupt, "this is no tar archive packed by gzip.");
        if (*size > kMaximumFileBytes) return bad(ErrorCode::TooLarge, "a file of the archive has more than 16 MB.");
        content.resize((*size + kBlock - 1) / kBlock * kBlock);
        if (!readBytes(file.get(), content.data(), content.size()))
            return bad(ErrorCode::Corrupt, "the archive is cut short.");
        const std::string_view name(header.data(),
                                    std::string_view(header.data(), 100).find_first_of('\0') == std::string_view::npos
                                        ? 100
                                        : std::string_view(header.data()).size());
        const bool regular = header[156] == '0' || header[156] == 0;
        if (regular) take(name, std::string_view(content).substr(0, *size));
    }
}
#else
base::Result<void> readPackedArchive(const std::filesystem::path& path,
                                     const std::function<void(std::string_view, std::string_view)>& /*take*/) {
    return Error{ErrorCode::Unsupported,
                 path.string() + ": this build was made without zlib (zlib1g-dev) and reads no archives."};
}
#endif

}  // namespace asg::evaluation
