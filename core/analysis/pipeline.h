#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <optional>
#include <stop_token>

namespace asg::analysis {

// radiograph → model input → encoded picture, and with the words of a report → analysis. All of it blocks for as long
// as the network takes: call it on a worker thread. Seconds in a result are those of the network alone.

/// What the model sees in a picture. The report has no part in it.
[[nodiscard]] base::Outcome<EncodedPicture> encode(const domain::Radiograph& radiograph, Backend& backend,
                                                   std::stop_token stop, const base::Progress& progress);

/// The same from a prepared picture (vision::makeModelInput for this backend's card), for who prepares one picture
/// while another is in the network.
[[nodiscard]] base::Outcome<EncodedPicture> encodePrepared(const vision::ModelInput& input, Backend& backend,
                                                           std::stop_token stop, const base::Progress& progress);

/// What that says of a picture and of the report on it: the report's words are embedded, nothing else is computed anew.
[[nodiscard]] base::Outcome<domain::Analysis> analyse(const domain::Radiograph& radiograph,
                                                      const EncodedPicture& picture,
                                                      std::optional<domain::Report> report, Backend& backend,
                                                      std::stop_token stop);

}  // namespace asg::analysis
