#include "core/text/phrase_trie.h"

#include <algorithm>

namespace asg::text {

void PhraseTrie::insert(std::span<const WordId> phrase, Meaning meaning) {
    std::uint32_t node = 0;
    for (const WordId word : phrase) {
        const auto [next, added] = m_next.try_emplace(key(node, word), static_cast<std::uint32_t>(m_nodes.size()));
        if (added) m_nodes.emplace_back();
        node = next->second;
    }
    auto& meanings = m_nodes[node].meanings;
    if (std::ranges::find(meanings, meaning) == meanings.end()) meanings.push_back(meaning);
}

PhraseTrie::Match PhraseTrie::longest(std::span<const Token> tokens) const {
    Match best;
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < tokens.size() && tokens[i].word != kUnknownWord; ++i) {
        const auto next = m_next.find(key(node, tokens[i].word));
        if (next == m_next.end()) break;
        node = next->second;
        if (!m_nodes[node].meanings.empty()) best = {i + 1, m_nodes[node].meanings};
    }
    return best;
}

}  // namespace asg::text
