#pragma once

// Private to models/: includes Torch.

#include "models/annotated/continuation.h"
#include "models/pretraining/dataset.h"

#include <filesystem>
#include <string>

namespace asg::annotated {

/// Writes card.json, card.md, config.json, data-list.json and canary.json of a model that was continued beside its
/// weights: from which model (SHA-256), on what (pictures by SHA-256 in data-list.json, verdicts, readers and guideline
/// in counts), and what came of it. Figures of the part that were measured before are taken off the card. Errors of
/// reading and writing.
[[nodiscard]] base::Result<void> writeContinuedFolder(Stage stage, const training::StageStart& start,
                                                      const AnnotatedRecipe& recipe,
                                                      const pretraining::Dataset& dataset,
                                                      const AnnotatedPictures& pictures, const Continuation& continued,
                                                      const std::filesystem::path& folder);

/// What came of it, in words, with a remark where it got worse or too little was kept aside to tell.
[[nodiscard]] std::string toText(Stage stage, const Continuation& continued);

}  // namespace asg::annotated
