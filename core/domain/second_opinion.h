#pragma once

#include "core/domain/analysis.h"
#include "core/domain/tag.h"

#include <optional>
#include <string>
#include <vector>

namespace asg::domain {

/// What another classifier gives one of its outputs. No probability, and no verdict follows from it.
struct OutsideScore {
    std::string name;            ///< of the output, as its model's card has it
    std::optional<TagId> tag;    ///< the finding of that name, where the program has one
    std::optional<float> score;  ///< 0..1, 0.5 at the operating point where one is known; nothing: not trained
    friend bool operator==(const OutsideScore&, const OutsideScore&) = default;
};

/// What a classifier of other people, converted here, says of a picture beside the model. It stands apart from the
/// analysis: nothing in an analysis depends on it, and it agrees with nobody.
struct SecondOpinion {
    ModelIdentity model;
    bool isMeasured = false;  ///< `asg evaluate tags` measured it on the user's own pictures
    bool hasOperatingPoints = false;
    std::vector<OutsideScore> scores;  ///< of all its outputs, in their order

    /// What it gives a finding; nothing where it has no output of that name or did not learn it.
    [[nodiscard]] std::optional<float> scoreOf(TagId tag) const {
        for (const auto& one : scores)
            if (one.tag == tag) return one.score;
        return std::nullopt;
    }
};

}  // namespace asg::domain
