#pragma once

#include <filesystem>

namespace asg::base {

/// Where the program's tables, sample study and models lie: $ASG_RESOURCES when set, else share/asg beside the
/// program's bin/ (an installation or a build folder). Holds ontology/, sample-study/, models/, icons/.
[[nodiscard]] std::filesystem::path resourceFolder();

/// The folder of the running program's file.
[[nodiscard]] std::filesystem::path programFolder();

}  // namespace asg::base
