#include "models/annotated/continuation.h"

#include "core/base/translatable.h"
#include "models/annotated/continued_alignment.h"
#include "models/annotated/continued_regions.h"
#include "models/annotated/continued_tags.h"
#include "models/training/model_weights.h"
#include "models/weights/model_folder.h"

#include <memory>
#include <ostream>
#include <utility>

namespace asg::annotated {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// A part as the base class.
template <typename Part>
Result<std::unique_ptr<ContinuedPart>> asPart(Result<std::unique_ptr<Part>> made) {
    if (!made) return made.error();
    return std::unique_ptr<ContinuedPart>(std::move(*made));
}

Result<std::unique_ptr<ContinuedPart>> makePart(Stage stage, const ContinuedFrom& from) {
    switch (stage) {
        case Stage::Regions: return asPart(ContinuedRegions::make(from));
        case Stage::Tags: return asPart(ContinuedTags::make(from));
        case Stage::Alignment: return asPart(ContinuedAlignment::make(from));
    }
    return Error{ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "no such part of a model")}};
}

Error nothingVerified(Stage stage) {
    switch (stage) {
        case Stage::Regions:
            return {ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP(
                                                "Error",
                                                "No box of a picture that is to teach was drawn or accepted: there "
                                                "is nothing to continue the regions on.")}};
        case Stage::Tags:
            return {ErrorCode::InvalidData,
                    base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                     "No sentence of a picture that is to teach was accepted or "
                                                     "corrected that says a finding which this model has: there is "
                                                     "nothing to continue the tags on.")}};
        case Stage::Alignment: break;
    }
    return {ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "No sentence of a picture that is to teach was accepted for a place whose "
                                             "box stands: there is nothing to continue the alignment on.")}};
}

BeforeAndAfter compared(const ContinuedPart& part, training::StageStart& start, nets::AsgNetwork& network,
                        const std::vector<AnnotatedPicture>& aside, const AnnotatedViews& views) {
    const auto before = part.measure(start.model.network, aside, views);
    const auto after = part.measure(network, aside, views);
    auto difference = after;
    for (std::size_t i = 0; i < after.size(); ++i) difference[i].value -= before[i].value;
    return {aside.size(), metrics::meanWithInterval(before), metrics::meanWithInterval(after),
            metrics::meanWithInterval(difference)};
}

base::Outcome<training::LoopSummary> train(ContinuedPart& part, const AnnotatedRecipe& recipe,
                                           const training::StageStart& start, Stage stage, const ContinuationRun& run) {
    auto plan = training::planOf(recipe, recipe.steps, 1e-7);
    plan.identity = training::checkpointIdentity(toJson(recipe), start.model.card.sha256,
                                                 run.datasetSha256 + std::string(name(stage)));
    plan.checkpoint = run.out / "checkpoint.pt";
    plan.log = run.out / "log-annotated.csv";
    plan.columns = part.columns();
    training::TrainingLoop loop(std::move(plan), part, run.messages);
    if (run.resume)
        if (auto resumed = loop.resume(); !resumed) return resumed.error();
    return loop.run(run.stop);
}

base::Outcome<Continuation> continued(Stage stage, const AnnotatedRecipe& recipe, training::StageStart& start,
                                      const AnnotatedPictures& pictures, const ContinuationRun& run) {
    const auto look = [&](const std::vector<AnnotatedPicture>& list, int views) {
        training::ProgressLine line(run.messages);
        return lookAt(list, views, recipe, start, line, run.stop);
    };
    const auto taught = look(pictures.taught, recipe.views);
    if (taught.cancelled()) return base::Cancelled{};
    const auto aside = look(pictures.aside, 1);
    if (aside.cancelled()) return base::Cancelled{};
    const ContinuedFrom from{recipe, start, pictures.taught, taught.value()};
    auto part = makePart(stage, from);
    if (!part) return part.error();
    if ((*part)->lessons().empty()) return nothingVerified(stage);
    auto summary = train(**part, recipe, start, stage, run);
    if (summary.cancelled()) return base::Cancelled{};
    if (summary.failed()) return summary.error();

    auto network = training::extendNetwork(start, start.model.network->config(), {});
    if (!network) return network.error();
    if (auto put = (*part)->putInto(*network); !put) return put.error();
    (*network)->eval();
    if (auto written = training::writeWeights(**network, run.out / weights::kWeightsFile); !written)
        return written.error();
    Continuation result{*network, summary.value(), (*part)->lessons(), {}};
    result.aside = compared(**part, start, *network, pictures.aside, aside.value());
    return result;
}

}  // namespace

std::string_view name(Stage stage) noexcept {
    switch (stage) {
        case Stage::Regions: return "regions";
        case Stage::Tags: return "tags";
        case Stage::Alignment: break;
    }
    return "alignment";
}

std::string_view measureOf(Stage stage) noexcept {
    switch (stage) {
        case Stage::Regions: return "IoU with verified boxes";
        case Stage::Tags: return "verified tags on their side of the threshold";
        case Stage::Alignment: break;
    }
    return "accepted sentences that point into their place";
}

base::Outcome<Continuation> continueModel(Stage stage, const AnnotatedRecipe& recipe, training::StageStart& start,
                                          const AnnotatedPictures& pictures, const ContinuationRun& run) {
    return training::guardedTraining(recipe.threads, recipe.seed,
                                     [&] { return continued(stage, recipe, start, pictures, run); });
}

}  // namespace asg::annotated
