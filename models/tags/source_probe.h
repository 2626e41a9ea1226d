#pragma once

#include "models/metrics/estimate.h"
#include "models/tags/nih_labels.h"

#include <map>
#include <string>
#include <vector>

namespace asg::tags {

/// A picture as an encoder sees it.
struct ProbedPicture {
    std::string patient;
    View view = View::PA;
    std::string source;
    std::size_t model = 0;  ///< features of different models are not compared
    std::vector<float> features;
};

/// How well a linear probe on the encoder's features tells where a picture came from: what the network could use as a
/// shortcut. For each source AUROC over pairs of one view, this source against the others; empty where all pictures are
/// of one source. The probe is a ridge regression on standardised features, each view centred for itself, five-fold
/// over patients; of three strengths of the ridge the one that tells most, so that a leak is rather overstated.
[[nodiscard]] std::map<std::string, metrics::Estimate> probeSources(const std::vector<ProbedPicture>& pictures);

}  // namespace asg::tags
