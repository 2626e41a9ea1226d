#include "core/io/open_radiograph.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/io/decoded_file.h"
#include "core/io/decoding/helper_decoders.h"
#include "core/io/file_info.h"

#include <algorithm>
#include <exception>
#include <future>
#include <new>
#include <span>
#include <string>
#include <system_error>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

DecodedFile decode(std::span<const std::uint8_t> bytes, int frame, const std::stop_token& stop) {
    if (bytes.empty())
        return {std::nullopt,
                Error{ErrorCode::Corrupt, base::Sentence{QT_TRANSLATE_NOOP("Error", "The file is empty.")}}};
    const FileKind kind = kindOf(bytes.first(std::min(bytes.size(), kKindBytes)));
    switch (kind) {
        case FileKind::Dicom: return decodeDicom(bytes, frame, ownHelpers(), stop);
        case FileKind::Unknown:
            return {
                std::nullopt,
                Error{
                    ErrorCode::NotThisFormat,
                    base::Sentence{QT_TRANSLATE_NOOP(
                        "Error",
                        "This is not a DICOM, PNG, JPEG or TIFF file. Export the picture in one of these formats.")}}};
        default: return decodeImage(kind, bytes, frame, ownHelpers(), stop);
    }
}

Error naming(const std::string& name, const Error& error) {
    return base::about(name, error);
}

Error noMemory(const std::string& name) {
    return {ErrorCode::OutOfMemory,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: There is not enough memory to read the file."), {name}}};
}

std::span<const std::uint8_t> bytesOf(std::string_view content) {
    return {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()};
}

std::string hashUnlessStopped(std::string_view content, const std::stop_token& stop) {
    constexpr std::size_t kPiece = std::size_t{8} << 20;
    base::Sha256 hash;
    for (std::size_t at = 0; at < content.size() && !stop.stop_requested(); at += kPiece)
        hash.update(std::as_bytes(std::span(content).subspan(at, std::min(kPiece, content.size() - at))));
    return hash.finishHex();
}

/// On a thread of its own, or, where the system gives none, once it is asked for.
std::future<std::string> besides(const std::function<std::string()>& work) {
    try {
        return std::async(std::launch::async, work);
    } catch (const std::system_error&) {
        return std::async(std::launch::deferred, work);
    }
}

}  // namespace

DecodedFile guarded(const std::function<DecodedFile()>& decoder) {
    try {
        return decoder();
    } catch (const std::bad_alloc&) {
        return {std::nullopt, Error{ErrorCode::OutOfMemory, base::Sentence{QT_TRANSLATE_NOOP(
                                                                "Error",
                                                                "There is not enough memory to read the picture. Close "
                                                                "other programs or scale the picture down.")}}};
    } catch (const std::exception& exception) {
        return {std::nullopt, Error{ErrorCode::Corrupt,
                                    base::Sentence{QT_TRANSLATE_NOOP("Error", "The file could not be decoded (%1)."),
                                                   {exception.what()}}}};
    }
}

namespace {

base::Outcome<domain::Radiograph> openNow(const NamedBytes& picture, int frame, const std::stop_token& stop) {
    // Hashing an uncompressed radiograph takes longer than decoding it.
    auto hashing = besides([&] { return hashUnlessStopped(picture.bytes, stop); });
    DecodedFile decoded = guarded([&] { return decode(bytesOf(picture.bytes), frame, stop); });
    std::string sha256 = hashing.get();
    if (stop.stop_requested()) return base::Cancelled{};
    if (!decoded.picture) return naming(picture.name, decoded.picture.error());
    domain::Radiograph radiograph = std::move(decoded.picture).value();
    radiograph.path = picture.name;
    radiograph.sha256 = std::move(sha256);
    if (decoded.info)
        radiograph.warnings.insert(radiograph.warnings.end(), decoded.info->reasons.begin(),
                                   decoded.info->reasons.end());
    return radiograph;
}

base::Outcome<FileInfo> inspectNow(const std::filesystem::path& path, const std::stop_token& stop) {
    const auto content = base::readFile(path, kMaximumFileBytes, stop);
    if (!content) return content.error();
    DecodedFile decoded = guarded([&] { return decode(bytesOf(*content), 1, stop); });
    if (stop.stop_requested()) return base::Cancelled{};
    if (!decoded.info) return naming(path.string(), decoded.picture.error());
    FileInfo info = std::move(*decoded.info);
    info.path = path.string();
    if (!decoded.picture) info.failure = decoded.picture.error();
    info.modelTakes = !info.failure && info.reasons.empty();
    return info;
}

}  // namespace

base::Outcome<domain::Radiograph> openRadiograph(const NamedBytes& picture, int frame, const std::stop_token& stop) {
    try {
        return openNow(picture, frame, stop);
    } catch (const std::bad_alloc&) {
        return noMemory(picture.name);
    }
}

base::Outcome<domain::Radiograph> openRadiograph(const std::filesystem::path& path, int frame,
                                                 const std::stop_token& stop) {
    try {
        const auto content = base::readFile(path, kMaximumFileBytes, stop);
        if (!content) return content.error();
        return openNow({path.string(), *content}, frame, stop);
    } catch (const std::bad_alloc&) {
        return noMemory(path.string());
    }
}

Result<domain::Radiograph> openRadiograph(const std::filesystem::path& path, int frame) {
    auto outcome = openRadiograph(path, frame, {});
    if (outcome.failed()) return outcome.error();
    return std::move(outcome).value();
}

base::Outcome<FileInfo> inspectFile(const std::filesystem::path& path, const std::stop_token& stop) {
    try {
        return inspectNow(path, stop);
    } catch (const std::bad_alloc&) {
        return noMemory(path.string());
    }
}

Result<FileInfo> inspectFile(const std::filesystem::path& path) {
    auto outcome = inspectFile(path, {});
    if (outcome.failed()) return outcome.error();
    return std::move(outcome).value();
}

}  // namespace asg::io
