#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace asg::project {

/// The project of a file's text (docs/annotation.md, asg-project/1), or why it is none; `name` stands before the
/// sentence. A project that is given keeps to all rules: names and pictures are there once, and somebody reads each
/// item. Any thread. Errors: Corrupt, TooLarge (no JSON, or nested too deep), InvalidData, Unsupported (a later
/// version's).
[[nodiscard]] base::Result<Project> projectFromText(std::string_view text, const std::string& name);

/// The text of a project, that projectFromText gives back. Errors: InvalidData where the project breaks a rule of the
/// file, in the same words.
[[nodiscard]] base::Result<std::string> projectText(const Project& project, const std::string& name);

/// Whether a text begins as that of a project, of whatever version: "schema" stands first in it. Pure.
[[nodiscard]] bool beginsAsProject(std::string_view text);
/// The same of a file; not so where it cannot be read. Blocks on the disk.
[[nodiscard]] bool isProjectFile(const std::filesystem::path& path);

/// Block on the disk. Errors: those of base::readFile, of base::writeFileAtomically, and the two above.
[[nodiscard]] base::Result<Project> readProject(const std::filesystem::path& path);
[[nodiscard]] base::Result<void> writeProject(const Project& project, const std::filesystem::path& path);

}  // namespace asg::project
