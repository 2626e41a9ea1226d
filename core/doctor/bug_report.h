#pragma once

#include "core/base/result.h"
#include "core/doctor/checkup.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace asg::doctor {

/// The lines of the viewer's log that say nothing of anybody's files: the program's own, whole, and of Qt's warnings
/// when, how bad and of which class, as they may name a file. Pure.
[[nodiscard]] std::string logForBugReport(std::string_view log);

/// Where asg-viewer writes its log: $XDG_STATE_HOME/asg/asg-viewer.log (~/.local/state).
[[nodiscard]] std::filesystem::path viewerLog();

/// A zip archive to be sent along with a report of a defect: what was found (doctor.json, arguments left out), the log
/// (log.txt) and a word on both (README.txt). It holds no name of a file or folder, nothing of a picture or a report,
/// and no reader's or user's name. Errors: those of base::writeArchive. Blocks on the disk.
[[nodiscard]] base::Result<void> writeBugReport(const std::filesystem::path& path, const Checkup& checkup);

}  // namespace asg::doctor
