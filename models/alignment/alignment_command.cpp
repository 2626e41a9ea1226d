#include "models/alignment/alignment_command.h"

#include "core/base/resources.h"
#include "models/alignment/alignment_card.h"
#include "models/regions/evaluate_and_print.h"
#include "models/regions/model_card_writer.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <ostream>
#include <utility>

namespace asg::alignment {
namespace {

using commands::Exit;

/// The tables that phrases are composed from.
std::filesystem::path ontologyFolder() {
    return base::resourceFolder() / "ontology" / "en";
}

struct TrainOptions {
    training::StageOptions stage;
    std::filesystem::path text;     ///< folder of a text encoder to begin with; empty: none
    std::filesystem::path phrases;  ///< phrasings to train on beside the composed ones; empty: none
};

base::Result<PhraseCatalogue> catalogueOf(const TrainOptions& options) {
    auto catalogue = makeCatalogue(ontologyFolder());
    if (!catalogue || options.phrases.empty()) return catalogue;
    auto own = readOwnPhrases(options.phrases);
    if (!own) return own.error();
    catalogue->own = std::move(*own);
    return catalogue;
}

base::Result<std::optional<TextStart>> textStartOf(const TrainOptions& options) {
    if (options.text.empty()) return std::optional<TextStart>{};
    auto start = readTextStart(options.text);
    if (!start) return start.error();
    return std::optional(std::move(*start));
}

int trainOne(const TrainOptions& all, const commands::CommandStreams& streams) {
    const auto& options = all.stage;
    const auto recipe = readAlignmentRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    const auto catalogue = catalogueOf(all);
    if (!catalogue) return streams.fail(catalogue.error());
    const auto text = textStartOf(all);
    if (!text) return streams.fail(text.error());
    auto start = training::readStageStart(options.from);
    if (!start) return streams.fail(start.error());
    if (auto made = training::claimFolder(options.out, options.resume); !made) return streams.fail(made.error());
    auto loaded = [&] {
        training::ProgressLine line(streams.messages);
        return loadAlignmentPool(*start, options.data, options.preparedFolder(), training::progressOn(line),
                                 streams.stop);
    }();
    if (loaded.cancelled()) return streams.interrupted(options.out);
    if (loaded.failed()) return streams.fail(loaded.error());
    const auto pool = std::move(loaded).value();
    streams.messages << pool.pictures.size() << " pictures, " << catalogue->phraseCount(false) << " sentences for "
                     << catalogue->places.size() << " places; " << catalogue->phraseCount(true)
                     << " sentences held out\n";
    const auto trained = trainAlignment(*recipe, {*start, *text ? &**text : nullptr}, pool, *catalogue, options.out,
                                        options.resume, streams.messages, streams.stop);
    if (trained.cancelled()) return streams.interrupted(options.out);
    if (trained.failed()) return streams.fail(trained.error());
    const auto begunWith = regions::describeBeginning(all.text);
    if (!begunWith) return streams.fail(begunWith.error());
    if (auto written =
            writeAlignmentFolder(*start, {*recipe, pool, *catalogue, trained.value(), *begunWith}, options.out);
        !written)
        return streams.fail(written.error());
    streams.messages << trained.value().steps << " steps, " << static_cast<int>(trained.value().seconds) << " s\n";
    const auto evaluation = evaluateAlignment(options.data, {options.out}, ontologyFolder(), {}, {}, streams.stop);
    if (evaluation.cancelled()) return streams.interrupted(options.out);
    if (evaluation.failed()) return streams.fail(evaluation.error());
    // Where every picture was trained on there is nothing to say.
    if (evaluation.value().pictures == 0) return Exit::kDone;
    if (auto added = addAlignmentFigures(options.out, evaluation.value()); !added) return streams.fail(added.error());
    streams.out << toText(evaluation.value());
    return Exit::kDone;
}

int evaluate(const training::EvaluateOptions& options, const std::filesystem::path& phrases,
             const commands::CommandStreams& streams) {
    OwnPhrases own;
    if (!phrases.empty()) {
        auto read = readOwnPhrases(phrases);
        if (!read) return streams.fail(read.error());
        own = std::move(*read);
    }
    return regions::evaluateAndPrint(
        options, streams, regions::kAlignmentRecipes,
        [&own](const auto& data, const auto& models, const base::Progress& progress, const std::stop_token& stop) {
            return evaluateAlignment(data, models, ontologyFolder(), own, progress, stop);
        },
        [](const auto& figures, const auto& folds, const std::filesystem::path& card) {
            return writeFigures(figures, folds, card);
        });
}

}  // namespace

int trainAlignmentCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    CLI::App app("Trains text encoder and projections against a frozen region model", "asg train alignment");
    TrainOptions options;
    training::addStageOptions(app, options.stage);
    app.add_option("--text", options.text,
                   "Folder of a text encoder to begin with, made by 'asg model convert' (random weights unless said)");
    app.add_option("--phrases", options.phrases,
                   "Phrasings to train on beside those of the tables: lines of a region, a tab and the words");
    return commands::parseAndRun(app, arguments, streams, [&] { return trainOne(options, streams); });
}

int evaluateAlignmentCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    CLI::App app("Where phrases point, on pictures and with phrasings that the model was not trained on",
                 "asg evaluate alignment");
    training::EvaluateOptions options;
    std::filesystem::path phrases;
    training::addEvaluateOptions(app, options);
    app.add_option("--phrases", phrases,
                   "Phrasings of your own to be asked too: lines of a region, a tab and the words");
    return commands::parseAndRun(app, arguments, streams, [&] { return evaluate(options, phrases, streams); });
}

}  // namespace asg::alignment
