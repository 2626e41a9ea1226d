#include "core/text/spelling.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace asg::text {
namespace {

constexpr std::size_t kShortestKnown = 5;
constexpr std::size_t kLongestKnown = 24;
constexpr std::size_t kTwoSlips = 9;
constexpr std::size_t kShortestIndexed = 7;

// Optimal string alignment, row by row.
std::size_t slipsBetween(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, kLongestKnown + 4>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& twoAbove = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoAbove[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

}  // namespace

bool isMisspelt(std::string_view word, std::string_view known) {
    if (known.size() < kShortestKnown || known.size() > kLongestKnown || word == known) return false;
    const std::size_t most = known.size() >= kTwoSlips ? 2 : 1;
    if (word.size() + most < known.size() || word.size() > known.size() + most) return false;
    return slipsBetween(word, known) <= most;
}

void SpellingIndex::add(std::string_view word) {
    if (word.size() < kShortestIndexed || word[0] < 'a' || word[0] > 'z') return;
    auto& words = m_words[static_cast<std::size_t>(word[0] - 'a')];
    if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
}

std::string_view SpellingIndex::meant(std::string_view word) const {
    if (word.size() < kShortestIndexed || word[0] < 'a' || word[0] > 'z') return {};
    for (const std::string& known : m_words[static_cast<std::size_t>(word[0] - 'a')])
        if (isMisspelt(word, known) && slipsBetween(word, known) == 1) return known;
    return {};
}

}  // namespace asg::text
