#pragma once

#include "core/analysis/backend.h"
#include "core/text/report_parser.h"

#include <QStringList>

#include <filesystem>
#include <optional>
#include <vector>

namespace asg::viewer {

/// What the command line asks of the viewer.
struct Options {
    std::vector<std::filesystem::path> paths;  ///< pictures and folders, byte for byte as they were given
    std::filesystem::path report;              ///< of the first picture; empty: none was named
    std::filesystem::path model;               ///< empty: the shipped model
    analysis::DeviceChoice device;
    std::vector<std::filesystem::path> imported;  ///< folders of `asg import`: their labels and boxes win
    text::ParserOptions parser;                   ///< the reports' language and the user's own tables
    std::optional<int> exitCode;                  ///< set: nothing is left to do (help, version, wrong usage)
};

/// Reads the arguments; prints help, version or what is wrong with them.
[[nodiscard]] Options readOptions(int argc, char** argv);

}  // namespace asg::viewer
