#pragma once

// Private to models/: includes Torch.

#include "core/base/translatable.h"
#include "models/regions/write_figures.h"
#include "models/training/stage_command.h"

#include <ostream>

namespace asg::regions {

/// What every evaluation of a stage does: `evaluate(data, models, progress, stop)` gives figures, which are printed by
/// the figures' own toJson or toText. With --write-card `write(figures, folds, card)` puts them on that card, once it
/// is known that the models were trained by its `recipes`. Gives the exit code.
template <typename Evaluate, typename Write>
int evaluateAndPrint(const training::EvaluateOptions& options, const commands::CommandStreams& streams,
                     std::span<const char* const> recipes, const Evaluate& evaluate, const Write& write) {
    if (!options.card.empty())
        if (auto same = checkSameTraining(options.models, options.card, recipes); !same)
            return streams.fail(same.error());
    const auto evaluation = [&] {
        training::ProgressLine line(streams.messages);
        return evaluate(options.data, options.models, training::progressOn(line), streams.stop);
    }();
    if (evaluation.cancelled()) return commands::Exit::kInterrupted;
    if (evaluation.failed()) return streams.fail(evaluation.error());
    const auto& figures = evaluation.value();
    if (figures.pictures == 0)
        return streams.fail(
            {base::ErrorCode::InvalidData,
             base::Sentence{
                 QT_TRANSLATE_NOOP("Error",
                                   "%1: every picture here was trained on by each of these models, so that none can "
                                   "judge it. Name a model with held-out patients (asg train regions --fold)."),
                 {options.data.string()}}});
    if (!options.card.empty())
        if (auto written = write(figures, options.models, options.card); !written) return streams.fail(written.error());
    if (options.json) {
        streams.out << toJson(figures).dump(2) << "\n";
    } else {
        streams.out << toText(figures);
    }
    return commands::Exit::kDone;
}

}  // namespace asg::regions
