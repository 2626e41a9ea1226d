#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace asg::doctor {

/// A shared library in this process.
struct LoadedLibrary {
    std::filesystem::path file;  ///< links followed
    std::string version;         ///< as its file's name has it ("6.4.2"); empty: it has none
};

/// Those whose file's name begins with `name` ("libQt6Core.so"), as the loader found them.
[[nodiscard]] std::vector<LoadedLibrary> loadedLibraries(std::string_view name);

/// "6.4.2" of "libQt6Core.so.6.4.2"; empty for "libtorch_cpu.so".
[[nodiscard]] std::string versionInName(std::string_view fileName);

}  // namespace asg::doctor
