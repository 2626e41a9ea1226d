#include "core/text/phrase_trie.h"

#include <algorithm>

namespace asg::text {

void PhraseTrie::insert(std::span<const WordId> phrase, Meaning meaning) {
    std::uint32_t node = 0;
    for (const WordId word : phrase) {
        if (node == 0 && word >= m_first.size()) m_first.resize(std::size_t{word} + 1);
        std::uint32_t& following = node == 0 ? m_first[word] : m_next[key(node, word)];
        if (following == 0) {
            following = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.emplace_back();
        }
        node = following;
    }
    auto& meanings = m_nodes[node].meanings;
    if (std::ranges::find(meanings, meaning) == meanings.end()) meanings.push_back(meaning);
}

std::uint32_t PhraseTrie::next(std::uint32_t node, WordId word) const {
    if (node == 0) return word < m_first.size() ? m_first[word] : 0;
    const auto found = m_next.find(key(node, word));
    return found == m_next.end() ? 0 : found->second;
}

PhraseTrie::Match PhraseTrie::longest(std::span<const Token> tokens) const {
    Match best;
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < tokens.size() && tokens[i].word != kUnknownWord; ++i) {
        node = next(node, tokens[i].word);
        if (node == 0) break;
        if (!m_nodes[node].meanings.empty()) best = {i + 1, m_nodes[node].meanings};
    }
    return best;
}

}  // namespace asg::text
