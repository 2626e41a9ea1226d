#pragma once

#include "models/nets/config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace asg::tests {

/// A grey picture of `side` × `side`, 8-bit PNG, noise by `number`; with `bright` a bright square on it. Makes the
/// folders. Throws std::runtime_error.
void writePicture(const std::filesystem::path& path, int side, int number, bool bright);

/// Writes a text file; makes the folders. Throws std::runtime_error.
void writeFile(const std::filesystem::path& path, const std::string& text);

/// A tiny image encoder for pictures of 32 pixels: a ViT with a grid of 4, or a residual network.
nets::ImageEncoderConfig tinyEncoder(nets::Backbone backbone);

/// Writes a model folder with random weights (always the same) of that encoder. With `words` also a text encoder and
/// projections, whose vocabulary they are, and a card that says that alignment was learned. Throws std::runtime_error.
void writeModel(const std::filesystem::path& folder, const nets::ImageEncoderConfig& encoder,
                const std::vector<std::string>& words = {});

/// A part of NIH in this project's own layout (labels.csv): two pictures of each of `patients`; pictures with
/// "Cardiomegaly" are bright. Every fourth patient has it, every third "Effusion" too.
void writeChestNih(const std::filesystem::path& folder, int patients);

/// RSNA's layout: one picture of each of `patients`, every second with a box where it is bright.
void writeRsna(const std::filesystem::path& folder, int patients);

}  // namespace asg::tests
