#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/weights/tensor_map.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace asg::alignment {

/// A text encoder that others trained, for the alignment to begin with.
struct TextStart {
    std::string name;    ///< of the model, with its version
    std::string sha256;  ///< of its weights.safetensors
    nets::TextEncoderConfig config;
    std::vector<std::string> entries;  ///< of the vocabulary
    weights::TensorMap tensors;        ///< by their names inside the text encoder
};

/// Reads a model folder that `asg model convert` made of a BERT with its vocabulary. Errors: those of reading;
/// InvalidData where it holds no text encoder or no vocabulary.
[[nodiscard]] base::Result<TextStart> readTextStart(const std::filesystem::path& folder);

/// How much of a text encoder is kept.
struct TextCut {
    int layers = 0;              ///< the first ones
    std::size_t vocabulary = 0;  ///< entries
    int positions = 0;           ///< rows of the position table
};

/// The same encoder, smaller. Kept of the vocabulary, in its order: the special entries, single ASCII characters, every
/// piece that the texts are split into, then from the front (BERT's vocabularies have the commonest words first) until
/// there are `vocabulary` entries; nothing with other than ASCII characters. A text of kept pieces gets the same states
/// as before where no layer was cut. Errors: InvalidArgument where the encoder has fewer layers or positions, or what
/// must be kept is more than `vocabulary`.
[[nodiscard]] base::Result<TextStart> cutText(const TextStart& start, const TextCut& cut,
                                              const std::vector<std::string>& texts);

}  // namespace asg::alignment
