#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <set>
#include <string>

namespace asg::review {

/// Who reads before the model's opinion is shown: everything that these readers read, and these studies whoever reads
/// them.
struct ReadFirst {
    std::set<std::string> readers;  ///< by their names
    std::set<std::string> studies;  ///< by their Study Instance UID; of a file without one, by the picture's SHA-256

    /// Where nobody said yet who reads, it may be one of the readers.
    [[nodiscard]] bool holdsFor(const std::string& reader) const {
        return readers.contains(reader) || (reader.empty() && !readers.empty());
    }
    friend bool operator==(const ReadFirst&, const ReadFirst&) = default;
};

/// The setting in a file: {"format": 1, "readers": [names], "studies": [ids]}. A file that is not there says nothing of
/// anybody. Errors name the file: those of reading it; InvalidData, Unsupported (a later version wrote it).
[[nodiscard]] base::Result<ReadFirst> readReadFirst(const std::filesystem::path& path);
/// Blocks on the disk. Errors: those of base::writeFileAtomically.
[[nodiscard]] base::Result<void> writeReadFirst(const ReadFirst& setting, const std::filesystem::path& path);

}  // namespace asg::review
