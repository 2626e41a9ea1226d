#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <memory>
#include <string>

namespace asg::cli {

/// A file of lines that is replaced once the new one is whole: the lines go aside until then. "-" and /dev/stdout are
/// standard output; a pipe or a device is written to as it is. What is destroyed unfinished leaves nothing.
class LineFile {
public:
    /// Errors of writing; the text names the file.
    [[nodiscard]] static base::Result<std::unique_ptr<LineFile>> open(const std::filesystem::path& path);
    ~LineFile();
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    /// Where the lines go; its errors are told by `finish`.
    [[nodiscard]] std::ostream& stream();
    [[nodiscard]] bool isStandardOutput() const { return m_standardOutput; }

    /// Moves the file into place. After a stop what was written so far lies there, or beside an earlier whole file, as
    /// PATH.partial; either is said.
    [[nodiscard]] base::Result<void> finish(bool stopped);

private:
    explicit LineFile(std::filesystem::path path);

    std::filesystem::path m_path;
    std::filesystem::path m_aside;  ///< empty where nothing is moved
    bool m_standardOutput = false;
    std::ofstream m_file;
};

}  // namespace asg::cli
