#pragma once

#include "models/regions/model_card_writer.h"
#include "models/regions/region_evaluation.h"
#include "models/regions/region_pool.h"
#include "models/regions/region_recipe.h"

#include <map>
#include <optional>
#include <string>

namespace asg::regions {

/// How many boxes of each source taught a region.
[[nodiscard]] std::map<LabelSource, int> teachersOf(domain::RegionId region, const RegionPool& pool);

/// Sentences of the card that a later stage takes out when it makes them untrue.
inline constexpr const char* kTagsNotLearned =
    "Findings (tags) are not learned: programs show \"not available in this model\".\n";
inline constexpr const char* kAlignmentNotLearned =
    "The similarity of sentences with regions is not learned: programs show \"not available in this model\".\n";

/// The figures of the gate among the figures at the top of a card; `figures` as they are printed.
[[nodiscard]] std::string withGateFigures(std::string card, const std::string& figures);

/// Those two helpers of later stages: the text without a sentence, and with another first line.
[[nodiscard]] std::string withoutText(std::string card, const std::string& sentence);
[[nodiscard]] std::string withTitle(const std::string& card, const std::string& name, const std::string& version);

/// The model card for people, Markdown: data and licences, figures, what it must not be used for.
[[nodiscard]] std::string cardText(const RegionTrainingFacts& facts, const std::optional<RegionModelFigures>& figures);

}  // namespace asg::regions
