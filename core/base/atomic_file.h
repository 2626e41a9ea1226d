#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace asg::base {

/// Writes the whole file aside, flushes it to the disk (fsync) and renames it into place: a reader, or a crash at any
/// moment, sees either the old content or the new one, never a part. A link stays, and what it points to is replaced.
/// The file is its owner's alone (0600), whatever the umask, as what this program writes may tell of a patient; one
/// that was there keeps its access rights. A pipe or a device is written to as it is. Parent folders must exist.
/// Errors: NotFound, PermissionDenied, DiskFull, WriteFailed; the text names the file. Blocks on the disk.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// Whether writing to this path puts a new file in its place: not so for a pipe, a device or a folder.
[[nodiscard]] bool isReplaced(const std::filesystem::path& path);

/// The same in two steps, for what is too large to be held: write the file that `asidePathOf` makes (empty, 0600)
/// beside `path`, and move it into place once it is whole; where that fails it is removed. The same errors.
[[nodiscard]] std::filesystem::path asidePathOf(const std::filesystem::path& path);
[[nodiscard]] Result<void> moveIntoPlace(const std::filesystem::path& aside, const std::filesystem::path& path);

/// A file that was not there before, to be moved into place later: alone, or with the folder that it lies in. Where
/// writing fails it is removed. The same errors; WriteFailed where there is one already.
[[nodiscard]] Result<void> writeNewFile(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// The same for a folder: everything in `aside` is flushed to the disk, then it is renamed to `path`, which must not be
/// there or be an empty folder, on the same file system. Where that fails `aside` stays. The same errors.
[[nodiscard]] Result<void> moveFolderIntoPlace(const std::filesystem::path& aside, const std::filesystem::path& path);
/// Makes a folder, and those above it that are missing, for their owner alone (0700) whatever the umask; one that is
/// there stays as it is. Errors: PermissionDenied, DiskFull, WriteFailed, NotFound (a part of the path is a file).
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path& folder);

/// The whole file; refuses one larger than `maximumBytes` (TooLarge) before reading it. Errors: NotFound,
/// PermissionDenied, Unsupported (a folder, a pipe), TooLarge, Corrupt (the disk failed). Blocks on the disk; a stop
/// ends the reading soon, and what was read by then is given.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t maximumBytes,
                                           const std::stop_token& stop = {});

/// At most `count` bytes of a file's beginning, to see what it is; none where it cannot be read. Blocks on the disk.
[[nodiscard]] std::string firstBytesOf(const std::filesystem::path& path, std::size_t count);

/// An Error from errno's value after a system call on `path`, in words.
[[nodiscard]] Error systemError(const std::filesystem::path& path, int errorNumber, Sentence whileDoing);

}  // namespace asg::base
