#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <string>
#include <vector>

namespace asg::training {

/// A number with so many digits behind its point.
[[nodiscard]] std::string decimals(double value, int digits);

/// A CSV table that grows by a line at a time and is flushed with each; when a training resumes, lines of steps that
/// are done again are cut off first.
class TrainingLog {
public:
    /// Opens or makes the file. Keeps lines whose first field is at most `lastStep`. Errors: WriteFailed and its kin.
    [[nodiscard]] static base::Result<TrainingLog> open(const std::filesystem::path& path,
                                                        const std::vector<std::string>& columns, std::int64_t lastStep);
    /// Empty cells are left empty. False when the disk did not take it.
    bool add(std::int64_t step, const std::vector<std::string>& cells);

private:
    explicit TrainingLog(std::ofstream stream) : m_stream(std::move(stream)) {}
    std::ofstream m_stream;
};

/// The line that shows how far a long job is, rewritten in place; silent when the stream is no terminal.
class ProgressLine {
public:
    /// `stream` is std::cerr or stands for it; the line is drawn only where standard error is a terminal.
    explicit ProgressLine(std::ostream& stream);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    /// Fraction 0..1; `text` follows the bar.
    void show(double fraction, const std::string& text);

private:
    std::ostream& m_stream;
    bool m_terminal;
    bool m_shown = false;
};

}  // namespace asg::training
