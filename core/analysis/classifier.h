#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"
#include "core/domain/second_opinion.h"
#include "core/vision/model_input.h"

#include <stop_token>

namespace asg::analysis {

/// A converted classifier of other people, loaded for a second opinion. Not thread-safe: one caller at a time (the
/// worker). Never throws.
class Classifier {
public:
    virtual ~Classifier() = default;
    [[nodiscard]] virtual const ModelCard& card() const = 0;
    /// Blocks for as long as its network takes. `input`: prepared for its card.
    [[nodiscard]] virtual base::Outcome<domain::SecondOpinion> score(const vision::ModelInput& input,
                                                                     std::stop_token stop) = 0;
};

}  // namespace asg::analysis
