#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"

#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace asg::cli {
namespace {

struct RenderOptions {
    std::string file;
    std::string out;
    std::vector<double> window;  ///< center, width
    int frame = 1;
    bool invert = false;
};

int render(const RenderOptions& options, const std::stop_token& stop) {
    std::error_code ignored;
    if (std::filesystem::equivalent(options.file, options.out, ignored))
        return sayAndExit({base::ErrorCode::InvalidArgument,
                           options.out + ": --out is the picture that is read; name another file."});
    const auto opened = io::openRadiograph(options.file, options.frame, stop);
    if (opened.cancelled()) return kInterrupted;
    if (opened.failed()) {
        say(opened.error());
        return kFailedOnSome;
    }
    const domain::Radiograph& radiograph = opened.value();
    vision::VoiChoice voi = vision::defaultVoi(radiograph);
    if (!options.window.empty()) voi = domain::Window{options.window[0], options.window[1], {}, {}};
    const auto grey = vision::renderGrey(radiograph, vision::makeDisplayLut(radiograph, voi, options.invert));
    const auto written = io::writePng(options.out, grey, radiograph.rows, radiograph.columns);
    if (!written) say(written.error());
    return written ? kDone : kFailedOnSome;
}

}  // namespace

void addRenderCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<RenderOptions>();
    auto* command = app.add_subcommand(
        "render", "The picture as the viewer shows it, 8-bit grey PNG of the stored size, for machines");
    command->add_option("FILE", options->file, "The picture")->required();
    command->add_option("--out", options->out, "PNG file to write")->required();
    command->add_option("--window", options->window, "Center,width in output units")
        ->delimiter(',')
        ->expected(2)
        ->check(CLI::Number);
    command->add_option("--frame", options->frame, "Frame, from 1");
    command->add_flag("--invert", options->invert, "Black becomes white");
    command->callback([options, &chosen] {
        if (!options->window.empty() &&
            !(std::isfinite(options->window[0]) && std::isfinite(options->window[1]) && options->window[1] > 0))
            throw CLI::ValidationError("--window", "center and width must be numbers, the width greater than 0");
        if (options->frame < 1) throw CLI::ValidationError("--frame", "frames count from 1");
        chosen.work = [options](const std::stop_token& stop) { return render(*options, stop); };
    });
}

}  // namespace asg::cli
