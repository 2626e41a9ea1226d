#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <optional>
#include <stop_token>

namespace asg::analysis {

/// The main job: radiograph (and report) → model input → network → analysis. Blocks for as long as the network takes:
/// call it on a worker thread. Seconds in the result are those of the network alone.
[[nodiscard]] base::Outcome<domain::Analysis> analyse(const domain::Radiograph& radiograph,
                                                      std::optional<domain::Report> report, Backend& backend,
                                                      std::stop_token stop, const base::Progress& progress);

/// The same from a prepared picture (vision::makeModelInput for this backend's card), for who prepares one picture
/// while another is in the network.
[[nodiscard]] base::Outcome<domain::Analysis> analysePrepared(const domain::Radiograph& radiograph,
                                                              const vision::ModelInput& input,
                                                              std::optional<domain::Report> report, Backend& backend,
                                                              std::stop_token stop, const base::Progress& progress);

}  // namespace asg::analysis
