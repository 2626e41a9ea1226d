#include "app/viewer/options.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace asg::viewer {

Options readOptions(int argc, char** argv) {
    constexpr int kWrongUsage = 2;
    CLI::App app{
        "asg-viewer: chest X-rays, their reports, and where the two meet. For research and education. Not for "
        "diagnostic use.",
        "asg-viewer"};
    app.set_version_flag("--version", "asg-viewer " ASG_VERSION);
    std::vector<std::string> paths;
    std::string report;
    std::string model;
    std::string device = "auto";
    app.add_option("FILES", paths, "Pictures (DICOM, PNG, JPEG, TIFF), folders and archives (zip, tar) of them");
    app.add_option("--report", report, "Report (text) of the first picture");
    app.add_option("--model", model, "Model folder (the shipped model unless said)");
    app.add_option("--device", device, "auto, cpu, cuda or cuda:N");
    std::vector<std::string> imported;
    app.add_option("--imported", imported, "Folder of asg import: its labels and boxes win (may be repeated)")
        ->allow_extra_args(false)
        ->check(CLI::ExistingDirectory);
    Options options;
    app.add_option("--language", options.parser.language,
                   "Language of the reports: en or es; each report's own unless said");
    app.add_option("--tables", options.parser.additionalTables, "Folder of your own tables, added to the shipped ones")
        ->check(CLI::ExistingDirectory);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        options.exitCode = app.exit(problem) == 0 ? 0 : kWrongUsage;
        return options;
    }
    const auto choice = analysis::parseDevice(device);
    if (!choice) {
        std::cerr << "asg-viewer: " << choice.error().text << '\n';
        options.exitCode = kWrongUsage;
        return options;
    }
    options.device = *choice;
    options.model = model;
    options.paths.assign(paths.begin(), paths.end());
    options.report = report;
    options.imported.assign(imported.begin(), imported.end());
    return options;
}

}  // namespace asg::viewer
