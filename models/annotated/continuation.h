#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/annotated/annotated_pictures.h"
#include "models/annotated/annotated_recipe.h"
#include "models/metrics/estimate.h"
#include "models/training/loop_summary.h"
#include "models/training/stage_folder.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::annotated {

/// Which part of a model is continued.
enum class Stage : std::uint8_t { Regions, Tags, Alignment };

/// "regions", "tags", "alignment".
[[nodiscard]] std::string_view name(Stage stage) noexcept;
/// What is measured of it, for people ("IoU with verified boxes"); more is better.
[[nodiscard]] std::string_view measureOf(Stage stage) noexcept;

/// What a model says of the pictures that were kept aside, before and after. Values are paired.
struct BeforeAndAfter {
    std::size_t pictures = 0;
    metrics::Estimate before;
    metrics::Estimate after;
    metrics::Estimate difference;
};

/// How a continuation ended.
struct Continuation {
    nets::AsgNetwork network{nullptr};  ///< the start's with the part continued, evaluation mode
    training::LoopSummary loop;
    std::vector<std::size_t> lessons;  ///< the numbers of the pictures that taught, among the taught ones
    BeforeAndAfter aside;
};

/// Where it writes, and what ends it.
struct ContinuationRun {
    std::filesystem::path out;
    bool resume = false;
    std::string datasetSha256;
    std::ostream& messages;
    std::stop_token stop{};
};

/// Continues one part of the start on the pictures that teach; everything else of the model stays as it is, to the last
/// bit. Leaves in `out` checkpoint.pt (exact state), log-annotated.csv and weights.safetensors. With `resume` it goes
/// on as if never interrupted. The same recipe, start, data and seed give the same weights on one kind of processor.
/// Blocks; never throws. Errors: InvalidData where nothing of that part was verified, or the model lacks it; those of
/// writing; Internal when the loss is no number.
[[nodiscard]] base::Outcome<Continuation> continueModel(Stage stage, const AnnotatedRecipe& recipe,
                                                        training::StageStart& start, const AnnotatedPictures& pictures,
                                                        const ContinuationRun& run);

}  // namespace asg::annotated
