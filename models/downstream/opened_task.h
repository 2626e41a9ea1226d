#pragma once

// Private to models/: includes Torch.

#include "models/downstream/class_figures.h"
#include "models/downstream/frozen_encoder.h"
#include "models/downstream/task.h"
#include "models/nets/word_piece_tokenizer.h"

#include <string>
#include <vector>

namespace asg::downstream {

/// A data set and a model, read and verified.
struct OpenedTask {
    LabelledSet set;
    FrozenModel model;
};

/// Errors: of `findLayout`, `readLabelledSet` and `loadFrozenModel`.
[[nodiscard]] base::Result<OpenedTask> openTask(const TaskOptions& options);

/// The tokenizer of a model that has learned to compare pictures with words. Errors: InvalidArgument for one that has
/// not; InvalidData without a vocabulary.
[[nodiscard]] base::Result<nets::WordPieceTokenizer> textTokenizer(const TaskOptions& options,
                                                                   const FrozenModel& model);

/// {"task", "data": {"folder", "layout", "division", "classes", "train", "validation", "test", "testPatients"},
/// "model": {"name", "version", "sha256", "device"}, "normalisation", "seed"}: how many pictures each part has that
/// were read (rows of `pictures`), and what they were read with.
[[nodiscard]] nlohmann::json describeTask(const std::string& task, const OpenedTask& opened, const TaskOptions& options,
                                          const std::vector<std::size_t>& pictures);

/// [{"path", "code", "text"}].
[[nodiscard]] nlohmann::json toJson(const std::vector<LeftOut>& leftOut);

/// How many of the test pictures the model's own training has seen, or null where its folder does not say.
[[nodiscard]] nlohmann::json seenJson(const FrozenModel& model, std::size_t seen);

/// InvalidData when a part that the task needs has no picture; names it.
[[nodiscard]] base::Result<void> needPart(const LabelledSet& set, const char* part, std::size_t count);

/// Writes a table with a heading into OUT/NAME, cells quoted where they must be; makes the folder. Errors of writing.
[[nodiscard]] base::Result<void> writePredictions(const std::filesystem::path& out, const std::string& name,
                                                  const std::vector<std::vector<std::string>>& rows);

/// The rows of a prediction table: picture, patient, and for each class its truth (1, 0, empty where ignored) and
/// score; heading first.
[[nodiscard]] std::vector<std::vector<std::string>> scoreRows(const LabelledSet& set,
                                                              const std::vector<ScoredPicture>& scored);

}  // namespace asg::downstream
