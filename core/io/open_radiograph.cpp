#include "core/io/open_radiograph.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/decoded_file.h"
#include "core/io/file_info.h"

#include <exception>
#include <new>
#include <string>
#include <thread>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

DecodedFile decode(std::span<const std::uint8_t> bytes, int frame) {
    if (bytes.empty()) return {std::nullopt, Error{ErrorCode::Corrupt, "The file is empty."}};
    const FileKind kind = kindOf(bytes.first(std::min(bytes.size(), kKindBytes)));
    switch (kind) {
        case FileKind::Dicom: return decodeDicom(bytes, frame);
        case FileKind::Unknown:
            return {std::nullopt, Error{ErrorCode::NotThisFormat,
                                        "This is not a DICOM, PNG, JPEG or TIFF file. Export the picture in "
                                        "one of these formats."}};
        default: return decodeImage(kind, bytes, frame);
    }
}

Error naming(const std::filesystem::path& path, const Error& error) {
    return {error.code, path.string() + ": " + error.text};
}

Result<std::string> readBounded(const std::filesystem::path& path) {
    try {
        return base::readFile(path, kMaximumFileBytes);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, path.string() + ": There is not enough memory to read the file."};
    }
}

std::span<const std::uint8_t> bytesOf(const std::string& content) {
    return {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()};
}

}  // namespace

DecodedFile guarded(const std::function<DecodedFile()>& decoder) {
    try {
        return decoder();
    } catch (const std::bad_alloc&) {
        return {std::nullopt, Error{ErrorCode::OutOfMemory,
                                    "There is not enough memory to read the picture. Close other "
                                    "programs or scale the picture down."}};
    } catch (const std::exception& exception) {
        return {std::nullopt,
                Error{ErrorCode::Corrupt, "The file could not be decoded (" + std::string(exception.what()) + ")."}};
    }
}

Result<domain::Radiograph> openRadiograph(const std::filesystem::path& path, int frame) {
    const auto content = readBounded(path);
    if (!content) return content.error();
    // Hashing an uncompressed radiograph takes longer than decoding it.
    std::string sha256;
    std::jthread hashing([&] { sha256 = base::sha256Hex(*content); });
    DecodedFile decoded = guarded([&] { return decode(bytesOf(*content), frame); });
    hashing.join();
    if (!decoded.picture) return naming(path, decoded.picture.error());
    domain::Radiograph radiograph = std::move(decoded.picture).value();
    radiograph.path = path.string();
    radiograph.sha256 = std::move(sha256);
    if (decoded.info)
        for (const std::string& reason : decoded.info->reasons)
            radiograph.warnings.push_back({std::string(kNotForModelWarning), reason});
    return radiograph;
}

Result<FileInfo> inspectFile(const std::filesystem::path& path) {
    const auto content = readBounded(path);
    if (!content) return content.error();
    DecodedFile decoded = guarded([&] { return decode(bytesOf(*content), 1); });
    if (!decoded.info) return naming(path, decoded.picture.error());
    FileInfo info = std::move(*decoded.info);
    info.path = path.string();
    if (!decoded.picture) info.reasons.insert(info.reasons.begin(), decoded.picture.error().text);
    info.modelTakes = info.reasons.empty();
    return info;
}

}  // namespace asg::io
