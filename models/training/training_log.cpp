#include "models/training/training_log.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace asg::training {
namespace {

constexpr std::uintmax_t kMaximumLogBytes = 256U << 20U;

std::string keptLines(const std::string& content, std::int64_t lastStep) {
    std::istringstream lines(content);
    std::string kept;
    std::string line;
    bool heading = true;
    while (std::getline(lines, line)) {
        if (!std::exchange(heading, false) && std::atoll(line.c_str()) > lastStep) break;
        kept += line + "\n";
    }
    return kept;
}

}  // namespace

std::string decimals(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

base::Result<TrainingLog> TrainingLog::open(const std::filesystem::path& path, const std::vector<std::string>& columns,
                                            std::int64_t lastStep) {
    std::string start = "step";
    for (const auto& column : columns) start += "," + column;
    start += "\n";
    if (lastStep > 0)
        if (auto old = base::readFile(path, kMaximumLogBytes)) start = keptLines(*old, lastStep);
    if (auto written = base::writeFileAtomically(path, start); !written) return written.error();
    std::ofstream stream(path, std::ios::app);
    if (!stream)
        return base::Error{base::ErrorCode::WriteFailed,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: cannot be written."), {path.string()}}};
    return TrainingLog(std::move(stream));
}

bool TrainingLog::add(std::int64_t step, const std::vector<std::string>& cells) {
    m_stream << step;
    for (const auto& cell : cells) m_stream << ',' << cell;
    m_stream << '\n' << std::flush;
    return static_cast<bool>(m_stream);
}

ProgressLine::ProgressLine(std::ostream& stream) : m_stream(stream), m_terminal(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (m_shown) m_stream << "\n" << std::flush;
}

void ProgressLine::show(double fraction, const std::string& text) {
    if (!m_terminal) return;
    constexpr int kWidth = 24;
    const int done = std::clamp(static_cast<int>(std::lround(fraction * kWidth)), 0, kWidth);
    m_stream << "\r[" << std::string(static_cast<std::size_t>(done), '#')
             << std::string(static_cast<std::size_t>(kWidth - done), '.') << "] " << text << "\x1b[K" << std::flush;
    m_shown = true;
}

}  // namespace asg::training
