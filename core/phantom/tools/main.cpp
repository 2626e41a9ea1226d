#include "core/phantom/tools/study_files.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace asg;

// "pleural effusion" or "pleural effusion:left" or "nodule:right upper lung zone".
std::optional<phantom::WantedFinding> parseFinding(const std::string& text) {
    const auto colon = text.find(':');
    const auto kind = phantom::findingKindFromName(text.substr(0, colon));
    if (!kind) return std::nullopt;
    phantom::WantedFinding wanted{*kind, {}, {}};
    if (colon == std::string::npos) return wanted;
    const std::string place = text.substr(colon + 1);
    if (place == "left") {
        wanted.side = domain::Side::Left;
    } else if (place == "right") {
        wanted.side = domain::Side::Right;
    } else {
        wanted.region = domain::regionFromName(place);
        if (!wanted.region) return std::nullopt;
    }
    return wanted;
}

int fail(const std::string& text, int code) {
    std::fprintf(stderr, "asg-phantom: %s\n", text.c_str());
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Writes a generated chest X-ray with its report and exact region boxes. For research; shows nobody."};
    phantom::PhantomOptions options;
    std::string size = "2048x2048";
    std::string out;
    std::vector<std::string> findings;
    bool normal = false;
    bool standard = false;
    app.add_option("--seed", options.seed, "Equal seeds give equal files")->capture_default_str();
    app.add_option("--size", size, "ROWSxCOLUMNS")->capture_default_str();
    app.add_option("--out", out, "Folder for phantom.dcm, report.txt and boxes.json")->required();
    app.add_option("--finding", findings, "NAME or NAME:PLACE, such as \"pleural effusion:left\"; may come again");
    app.add_flag("--normal", normal, "Draw no findings");
    app.add_flag("--standard-position", standard, "Straight and centred");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (std::sscanf(size.c_str(), "%dx%d", &options.rows, &options.columns) != 2)
        return fail("--size must be ROWSxCOLUMNS, such as 1024x1024, and is '" + size + "'.", 2);
    options.varyPosition = !standard;
    if (normal || !findings.empty()) options.findings.emplace();
    for (const std::string& text : findings) {
        const auto wanted = parseFinding(text);
        if (!wanted) return fail("there is no finding or place '" + text + "'.", 2);
        options.findings->push_back(*wanted);
    }
    const auto phantom = phantom::generate(options);
    if (!phantom) return fail(phantom.error().text, 2);
    const auto written = phantom::writeStudy(*phantom, options.seed, out);
    return written ? 0 : fail(written.error().text, 1);
}
