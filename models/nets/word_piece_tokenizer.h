#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asg::nets {

/// One piece of a text.
struct Token {
    std::int32_t id = 0;  ///< row of the vocabulary
    /// The word it belongs to: [CLS] is 0, every piece that does not begin with "##" starts the next, [SEP] is the
    /// last.
    std::int32_t word = 0;
    std::size_t begin = 0;  ///< bytes of the UTF-8 source that its whole word came from; empty for [CLS] and [SEP]
    std::size_t end = 0;
};

/// A text as tokens, [CLS] … [SEP], unpadded.
struct TokenizedText {
    std::vector<Token> tokens;
    bool truncated = false;  ///< pieces were left out to keep to the maximum
};

/// BERT's tokenizer: cleaning (control characters out, white space to spaces), spaces around CJK, optional
/// lower-casing and accent stripping, splitting at white space and punctuation, then the longest matching word pieces.
/// Same ids as Hugging Face's `tokenizers`. Immutable; any thread.
class WordPieceTokenizer {
public:
    /// How the text is prepared before it is looked up; stored with the weights.
    struct Options {
        bool lowerCase = true;
        bool stripAccents = true;
    };

    /// One entry per line, as in vocab.txt; id = line from 0. Must hold [PAD], [UNK], [CLS] and [SEP]. Errors: those of
    /// reading a file (at most 64 MB); InvalidData when a special entry is missing or an entry stands twice.
    [[nodiscard]] static base::Result<WordPieceTokenizer> fromFile(const std::filesystem::path& vocabulary,
                                                                   Options options);
    [[nodiscard]] static base::Result<WordPieceTokenizer> fromEntries(std::vector<std::string> entries,
                                                                      Options options);

    /// At most `maximumTokens` (at least 2), [CLS] and [SEP] included; later pieces are cut off. Bytes that are not
    /// UTF-8 count as U+FFFD, which is left out.
    [[nodiscard]] TokenizedText encode(std::string_view text, std::size_t maximumTokens) const;

    [[nodiscard]] std::int32_t paddingId() const { return m_padding; }
    [[nodiscard]] std::int32_t unknownId() const { return m_unknown; }
    [[nodiscard]] const std::vector<std::string>& entries() const { return m_entries; }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Index = std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>>;

    [[nodiscard]] std::optional<std::int32_t> find(std::string_view entry) const;
    void appendPieces(std::string_view word, Token place, std::vector<Token>& tokens) const;

    std::vector<std::string> m_entries;
    Index m_index;
    Options m_options;
    std::int32_t m_padding = 0;
    std::int32_t m_unknown = 0;
    std::int32_t m_begin = 0;
    std::int32_t m_end = 0;
};

}  // namespace asg::nets
