#include "models/nets/word_piece_tokenizer.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/nets/unicode.h"

#include <algorithm>
#include <utility>

namespace asg::nets {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaximumVocabularyBytes = 64'000'000;
constexpr std::size_t kMaximumWordCharacters = 100;  // a longer word is unknown, as in BERT
constexpr std::string_view kContinuation = "##";

/// A word after preparation, with the source bytes it came from.
struct Word {
    std::string text;
    std::size_t characters = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Cleans, decomposes, lower-cases and splits. Combining marks that stay are not put into canonical order: they are
/// not in any vocabulary of ours, and a word that holds one is unknown in either order.
class WordSplitter {
public:
    explicit WordSplitter(WordPieceTokenizer::Options options) : m_options(options) {}

    std::vector<Word> split(std::string_view text) {
        for (const SourcedCharacter& character : decodeUtf8(text)) take(character);
        finishWord();
        return std::move(m_words);
    }

private:
    void take(const SourcedCharacter& character) {
        if (isRemoved(character.code)) return;
        if (isWhiteSpace(character.code)) return finishWord();
        const bool standsAlone = isIdeograph(character.code);
        if (standsAlone) finishWord();
        if (m_options.stripAccents) {
            for (const char32_t part : withoutAccents(character.code)) {
                if (part != 0) append(part, character);
            }
        } else {
            append(character.code, character);
        }
        if (standsAlone) finishWord();
    }

    void append(char32_t code, const SourcedCharacter& source) {
        if (m_options.lowerCase) {
            // The one letter whose lower case is two characters: with accents kept, the dot stays as a mark.
            if (code == U'\u0130') {
                addToWord(U'i', source);
                return addToWord(U'\u0307', source);
            }
            code = lowerCase(code);
        }
        if (!isPunctuation(code)) return addToWord(code, source);
        finishWord();
        addToWord(code, source);
        finishWord();
    }

    void addToWord(char32_t code, const SourcedCharacter& source) {
        if (m_word.characters == 0) m_word.begin = source.begin;
        m_word.end = source.end;
        ++m_word.characters;
        appendUtf8(code, m_word.text);
    }

    void finishWord() {
        if (m_word.characters > 0) m_words.push_back(std::exchange(m_word, {}));
    }

    WordPieceTokenizer::Options m_options;
    std::vector<Word> m_words;
    Word m_word;
};

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.emplace_back(line);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

}  // namespace

Result<WordPieceTokenizer> WordPieceTokenizer::fromFile(const std::filesystem::path& vocabulary, Options options) {
    const auto text = base::readFile(vocabulary, kMaximumVocabularyBytes);
    if (!text) return text.error();
    auto tokenizer = fromEntries(linesOf(*text), options);
    if (!tokenizer) return base::about(vocabulary.string(), tokenizer.error());
    return tokenizer;
}

Result<WordPieceTokenizer> WordPieceTokenizer::fromEntries(std::vector<std::string> entries, Options options) {
    WordPieceTokenizer tokenizer;
    tokenizer.m_options = options;
    tokenizer.m_entries = std::move(entries);
    for (std::size_t id = 0; id < tokenizer.m_entries.size(); ++id) {
        const auto& entry = tokenizer.m_entries[id];
        if (!tokenizer.m_index.emplace(entry, static_cast<std::int32_t>(id)).second) {
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "the vocabulary holds \"%1\" twice."), {entry}}};
        }
    }
    const std::pair<std::string_view, std::int32_t*> special[] = {{"[PAD]", &tokenizer.m_padding},
                                                                  {"[UNK]", &tokenizer.m_unknown},
                                                                  {"[CLS]", &tokenizer.m_begin},
                                                                  {"[SEP]", &tokenizer.m_end}};
    for (const auto& [entry, id] : special) {
        const auto found = tokenizer.find(entry);
        if (!found)
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "the vocabulary lacks %1."), {entry}}};
        *id = *found;
    }
    return tokenizer;
}

std::optional<std::int32_t> WordPieceTokenizer::find(std::string_view entry) const {
    const auto found = m_index.find(entry);
    if (found == m_index.end()) return std::nullopt;
    return found->second;
}

void WordPieceTokenizer::appendPieces(std::string_view word, Token place, std::vector<Token>& tokens) const {
    const std::size_t before = tokens.size();
    std::string candidate;
    for (std::size_t start = 0; start < word.size();) {
        candidate.assign(start == 0 ? std::string_view{} : kContinuation);
        const std::size_t prefix = candidate.size();
        candidate += word.substr(start);
        auto id = find(candidate);
        while (!id && candidate.size() > prefix + 1) {
            candidate.pop_back();
            id = find(candidate);
        }
        if (!id) {
            tokens.resize(before);
            place.id = m_unknown;
            tokens.push_back(place);
            return;
        }
        place.id = *id;
        tokens.push_back(place);
        start += candidate.size() - prefix;
    }
}

TokenizedText WordPieceTokenizer::encode(std::string_view text, std::size_t maximumTokens) const {
    const std::size_t room = std::max<std::size_t>(maximumTokens, 2) - 2;
    TokenizedText result;
    result.tokens.push_back({m_begin, 0, 0, 0});
    std::vector<Token> pieces;
    for (const Word& word : WordSplitter(m_options).split(text)) {
        if (pieces.size() > room) break;
        const Token place{0, 0, word.begin, word.end};
        if (word.characters > kMaximumWordCharacters) {
            pieces.push_back({m_unknown, 0, word.begin, word.end});
        } else {
            appendPieces(word.text, place, pieces);
        }
    }
    result.truncated = pieces.size() > room;
    if (result.truncated) pieces.resize(room);
    std::int32_t words = 0;
    for (Token& piece : pieces) {
        if (!m_entries[static_cast<std::size_t>(piece.id)].starts_with(kContinuation)) ++words;
        piece.word = words;
        result.tokens.push_back(piece);
    }
    result.tokens.push_back({m_end, words + 1, text.size(), text.size()});
    return result;
}

}  // namespace asg::nets
