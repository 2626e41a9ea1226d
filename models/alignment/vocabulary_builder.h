#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace asg::alignment {

/// A WordPiece vocabulary made from texts, the same on every machine: [PAD] [UNK] [CLS] [SEP], the ASCII letters,
/// digits and marks (as beginning and as continuation "##x", so that no ASCII word is unknown), then pieces that grow
/// by joining the pair of neighbours that stands together most often (counted by word, ties by the alphabet) until
/// there are `size` entries or nothing is left to join.
///
/// Texts are split as the tokenizer splits them: lower-cased ASCII, words of letters or digits, marks alone; other
/// characters are left out. Errors: InvalidArgument when `size` is below what the single characters need.
[[nodiscard]] base::Result<std::vector<std::string>> buildVocabulary(const std::vector<std::string>& texts,
                                                                     std::size_t size);

}  // namespace asg::alignment
