#pragma once

#include "models/pretraining/dataset.h"

#include <filesystem>
#include <string>

namespace asg::tests {

struct PictureSize {
    int rows = 96;
    int columns = 80;
};

/// Writes a data set of phantoms into `folder`: `train` pictures to train on, `validate` to validate, with their
/// reports, boxes and tags. Also vocab.txt with the words of the reports. Throws std::runtime_error.
pretraining::Dataset makeDataset(const std::filesystem::path& folder, int train, int validate, PictureSize size = {});

/// A recipe with a tiny network for it, as JSON text: 4 pictures a batch, no dropout, one thread. `changes` is a JSON
/// object whose keys replace the recipe's ("{}" for none).
std::string tinyRecipe(const pretraining::Dataset& dataset, const std::string& changes);

/// Writes a text into a file and gives its path. Throws std::runtime_error.
std::filesystem::path writeText(const std::filesystem::path& path, const std::string& text);

}  // namespace asg::tests
