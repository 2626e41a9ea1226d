#include "app/cli/line_file.h"

#include "app/cli/console.h"
#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <cerrno>
#include <iostream>
#include <system_error>
#include <utility>

namespace asg::cli {

LineFile::LineFile(std::filesystem::path path)
    : m_path(std::move(path)), m_standardOutput(m_path == "-" || m_path == "/dev/stdout") {
    if (m_standardOutput) return;  // not opened again: the shell may have more to write behind it
    if (base::isReplaced(m_path)) m_aside = base::asidePathOf(m_path);
    m_file.open(m_aside.empty() ? m_path : m_aside, std::ios::binary);
}

base::Result<std::unique_ptr<LineFile>> LineFile::open(const std::filesystem::path& path) {
    std::unique_ptr<LineFile> file(new LineFile(path));
    if (!file->stream())
        return base::systemError(path, errno, base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be written")});
    return file;
}

LineFile::~LineFile() {
    std::error_code ignored;
    if (!m_aside.empty()) std::filesystem::remove(m_aside, ignored);
}

std::ostream& LineFile::stream() {
    if (m_standardOutput) return std::cout;
    return m_file;
}

base::Result<void> LineFile::finish(bool stopped) {
    const bool whole = static_cast<bool>(stream().flush());
    m_file.close();
    if (!whole || (!m_standardOutput && m_file.fail()))
        return base::Error{
            base::ErrorCode::WriteFailed,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: writing failed. Is the disk full?"), {m_path.string()}}};
    if (m_aside.empty()) return {};
    std::error_code ignored;
    std::filesystem::path kept = m_path;
    if (stopped && std::filesystem::exists(m_path, ignored)) kept += ".partial";
    if (auto moved = base::moveIntoPlace(std::exchange(m_aside, {}), kept); !moved) return moved;
    if (stopped) say(kept.string() + ": what was done until the stop.");
    return {};
}

}  // namespace asg::cli
