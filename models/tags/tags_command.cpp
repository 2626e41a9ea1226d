#include "models/tags/tags_command.h"

#include "models/regions/evaluate_and_print.h"
#include "models/tags/tag_card.h"

#include <ostream>
#include <utility>

namespace asg::tags {
namespace {

using commands::Exit;

int trainOne(const training::StageOptions& options, const commands::CommandStreams& streams) {
    const auto recipe = readTagRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    auto start = training::readStageStart(options.from);
    if (!start) return streams.fail(start.error());
    if (auto made = training::claimFolder(options.out, options.resume); !made) return streams.fail(made.error());
    auto loaded = [&] {
        training::ProgressLine line(streams.messages);
        return loadTagPool(*start, options.data, options.preparedFolder(), training::progressOn(line), streams.stop);
    }();
    if (loaded.cancelled()) return streams.interrupted(options.out);
    if (loaded.failed()) return streams.fail(loaded.error());
    const TagPool pool = std::move(loaded).value();
    streams.messages << pool.size() << " labelled pictures to train on\n";

    const auto trained = trainTags(*recipe, *start, pool, options.out, options.resume, streams.messages, streams.stop);
    if (trained.cancelled()) return streams.interrupted(options.out);
    if (trained.failed()) return streams.fail(trained.error());
    // The evaluation reads the folder as a user's program does, so the card comes first without figures.
    if (auto written = writeTagFolder(*start, *recipe, pool, trained.value(), options.out); !written)
        return streams.fail(written.error());
    streams.messages << trained.value().steps << " steps, " << static_cast<int>(trained.value().seconds) << " s\n";
    if (start->heldOutFold < 0) return Exit::kDone;
    const auto evaluation = evaluateTags(options.data, {options.out}, {}, streams.stop);
    if (evaluation.cancelled()) return streams.interrupted(options.out);
    if (evaluation.failed()) return streams.fail(evaluation.error());
    // Where no labelled picture belongs to a held-out patient there is nothing to say.
    if (evaluation.value().pictures == 0) return Exit::kDone;
    if (auto added = addTagFigures(options.out, evaluation.value()); !added) return streams.fail(added.error());
    streams.out << toText(evaluation.value());
    return Exit::kDone;
}

/// Whether the card that gets the figures is that of the one model that is measured.
bool isOwnCard(const training::EvaluateOptions& options) {
    std::error_code failed;
    return options.models.size() == 1 && !options.card.empty() &&
           std::filesystem::equivalent(options.models.front(), options.card, failed);
}

/// What a model shows on pictures that it was not trained on stands on its own card apart from a cross-validation's.
int evaluateForOwnCard(training::EvaluateOptions options, const commands::CommandStreams& streams) {
    const auto card = std::exchange(options.card, {});
    return regions::evaluateAndPrint(
        options, streams, regions::kTagRecipes,
        [&card](const auto& data, const auto& models, const auto& progress,
                const auto& stop) -> base::Outcome<TagEvaluation> {
            auto evaluation = evaluateTags(data, models, progress, stop);
            if (!evaluation.done() || evaluation.value().pictures == 0) return evaluation;
            if (auto added = addTagFigures(card, evaluation.value()); !added) return added.error();
            if (auto shown = showOnCard(evaluation.value(), card); !shown) return shown.error();
            return evaluation;
        },
        [](const auto&, const auto&, const auto&) { return base::Result<void>(); });
}

int evaluate(const training::EvaluateOptions& options, const commands::CommandStreams& streams) {
    if (isOwnCard(options)) return evaluateForOwnCard(options, streams);
    return regions::evaluateAndPrint(options, streams, regions::kTagRecipes, evaluateTags,
                                     [](const auto& figures, const auto& folds, const std::filesystem::path& card) {
                                         return writeFigures(figures, folds, card);
                                     });
}

}  // namespace

int trainTagsCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    return training::runStageCommand("Trains the tag decoder on the frozen encoder of a region model", "asg train tags",
                                     arguments, streams, trainOne);
}

int evaluateTagsCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    return training::runEvaluateCommand("Tags, on labelled pictures that the model was not trained on",
                                        "asg evaluate tags", arguments, streams, evaluate);
}

}  // namespace asg::tags
