#include "core/analysis/pipeline.h"

#include "core/analysis/assemble.h"

#include <chrono>
#include <utility>

namespace asg::analysis {

base::Outcome<domain::Analysis> analyse(const domain::Radiograph& radiograph, std::optional<domain::Report> report,
                                        Backend& backend, std::stop_token stop, const base::Progress& progress) {
    if (progress) progress(0.0, "Preparing the picture for the model");
    const vision::ModelInput input = vision::makeModelInput(radiograph, backend.card().input);
    return analysePrepared(radiograph, input, std::move(report), backend, std::move(stop), progress);
}

base::Outcome<domain::Analysis> analysePrepared(const domain::Radiograph& radiograph, const vision::ModelInput& input,
                                                std::optional<domain::Report> report, Backend& backend,
                                                std::stop_token stop, const base::Progress& progress) {
    if (stop.stop_requested()) return base::Cancelled{};
    const auto started = std::chrono::steady_clock::now();
    const auto queries = report ? linkQueries(*report) : std::vector<TextQuery>{};
    auto output = backend.analyse(input, queries, stop, progress);
    if (output.cancelled() || stop.stop_requested()) return base::Cancelled{};
    if (output.failed()) return output.error();

    auto analysis = assemble(radiograph, std::move(report), input.transform, backend, output.value());
    analysis.model.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    if (progress) progress(1.0, "Done");
    return analysis;
}

}  // namespace asg::analysis
