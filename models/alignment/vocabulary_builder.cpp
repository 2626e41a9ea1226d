#include "models/alignment/vocabulary_builder.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asg::alignment {
namespace {

using Pieces = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;

struct Word {
    Pieces pieces;
    std::size_t count = 0;
};

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isMark(char c) {
    return c > ' ' && c < 127 && !isWordCharacter(c);
}

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Words with how often they stand in the texts.
std::map<std::string, std::size_t> countWords(const std::vector<std::string>& texts) {
    std::map<std::string, std::size_t> counts;
    for (const auto& text : texts) {
        std::string word;
        for (const char raw : text + " ") {
            const char c = lowered(raw);
            if (isWordCharacter(c)) {
                word += c;
            } else if (!word.empty()) {
                ++counts[word];
                word.clear();
            }
        }
    }
    return counts;
}

std::vector<std::string> alphabet() {
    std::vector<std::string> entries{"[PAD]", "[UNK]", "[CLS]", "[SEP]"};
    for (char c = 33; c < 127; ++c)
        if (isMark(c) && lowered(c) == c) entries.emplace_back(1, c);
    for (char c = 33; c < 127; ++c)
        if (isWordCharacter(c)) entries.emplace_back(1, c);
    for (char c = 33; c < 127; ++c)
        if (isWordCharacter(c)) entries.push_back(std::string("##") + c);
    return entries;
}

std::string joinedPiece(const Pair& pair) {
    return pair.first + pair.second.substr(2);
}

void join(Word& word, const Pair& pair) {
    Pieces joinedPieces;
    for (std::size_t i = 0; i < word.pieces.size(); ++i) {
        if (i + 1 < word.pieces.size() && word.pieces[i] == pair.first && word.pieces[i + 1] == pair.second) {
            joinedPieces.push_back(joinedPiece(pair));
            ++i;
        } else {
            joinedPieces.push_back(word.pieces[i]);
        }
    }
    word.pieces = std::move(joinedPieces);
}

/// How often each pair of neighbours stands together, kept up to date while pairs are joined.
class PairCounts {
public:
    explicit PairCounts(const std::vector<Word>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) add(words, i);
    }
    void add(const std::vector<Word>& words, std::size_t index) { change(words, index, true); }
    void remove(const std::vector<Word>& words, std::size_t index) { change(words, index, false); }
    /// The pair that stands together most often, the alphabet's first among equals; nothing when none is left.
    [[nodiscard]] const Pair* best() const {
        const auto most = std::ranges::max_element(
            m_found, [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
        return most == m_found.end() ? nullptr : &most->first;
    }
    [[nodiscard]] std::set<std::size_t> wordsWith(const Pair& pair) const { return m_found.at(pair).words; }

private:
    struct Found {
        std::size_t count = 0;
        std::set<std::size_t> words;
    };
    void change(const std::vector<Word>& words, std::size_t index, bool added) {
        const auto& word = words[index];
        for (std::size_t i = 0; i + 1 < word.pieces.size(); ++i) {
            const auto found = m_found.try_emplace({word.pieces[i], word.pieces[i + 1]}).first;
            if (added) {
                found->second.count += word.count;
                found->second.words.insert(index);
            } else {
                found->second.count -= word.count;
                found->second.words.erase(index);
                if (found->second.count == 0) m_found.erase(found);
            }
        }
    }
    std::map<Pair, Found> m_found;
};

std::vector<Word> spelled(const std::map<std::string, std::size_t>& counts) {
    std::vector<Word> words;
    for (const auto& [text, count] : counts) {
        Word word{{}, count};
        for (const char c : text)
            word.pieces.push_back(word.pieces.empty() ? std::string(1, c) : std::string("##") + c);
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

base::Result<std::vector<std::string>> buildVocabulary(const std::vector<std::string>& texts, std::size_t size) {
    auto entries = alphabet();
    if (size < entries.size())
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "A vocabulary needs at least %1 entries for the single characters."),
                {std::to_string(entries.size())}}};
    auto words = spelled(countWords(texts));
    PairCounts counts(words);
    std::set<std::string> known(entries.begin(), entries.end());
    while (entries.size() < size) {
        const Pair* best = counts.best();
        if (best == nullptr) break;
        const Pair pair = *best;
        for (const auto index : counts.wordsWith(pair)) {
            counts.remove(words, index);
            join(words[index], pair);
            counts.add(words, index);
        }
        // Two ways of joining may give the same piece.
        if (known.insert(joinedPiece(pair)).second) entries.push_back(joinedPiece(pair));
    }
    return entries;
}

}  // namespace asg::alignment
