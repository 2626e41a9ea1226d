#include "core/analysis/pipeline.h"

#include "core/analysis/assemble.h"
#include "core/base/translatable.h"

#include <chrono>
#include <utility>

namespace asg::analysis {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

base::Outcome<EncodedPicture> encode(const domain::Radiograph& radiograph, Backend& backend, std::stop_token stop,
                                     const base::Progress& progress) {
    if (progress) progress(0.0, QT_TRANSLATE_NOOP("Step", "Preparing the picture for the model"));
    const vision::ModelInput input = vision::makeModelInput(radiograph, backend.card().input);
    return encodePrepared(input, backend, std::move(stop), progress);
}

base::Outcome<EncodedPicture> encodePrepared(const vision::ModelInput& input, Backend& backend, std::stop_token stop,
                                             const base::Progress& progress) {
    if (stop.stop_requested()) return base::Cancelled{};
    const auto started = Clock::now();
    auto encoded = backend.encode(input, stop, progress);
    if (encoded.cancelled() || stop.stop_requested()) return base::Cancelled{};
    if (encoded.failed()) return encoded.error();
    EncodedPicture picture = std::move(encoded).value();
    picture.transform = input.transform;
    picture.seconds = secondsSince(started);
    return picture;
}

base::Outcome<domain::Analysis> analyse(const domain::Radiograph& radiograph, const EncodedPicture& picture,
                                        std::optional<domain::Report> report, Backend& backend, std::stop_token stop) {
    const auto started = Clock::now();
    TextEmbeddings words;
    if (report && !report->links.empty() && backend.card().hasAlignment) {
        auto embedded = backend.embed(linkQueries(*report), stop);
        if (embedded.cancelled() || stop.stop_requested()) return base::Cancelled{};
        if (embedded.failed()) return embedded.error();
        words = std::move(embedded).value();
    }
    auto analysis = assemble(radiograph, std::move(report), backend.card(), picture, words);
    analysis.model.seconds = picture.seconds + secondsSince(started);
    return analysis;
}

}  // namespace asg::analysis
