#include "core/text/items.h"

#include <algorithm>

namespace asg::text {

std::uint16_t Item::index(Kind kind) const {
    const auto found = std::ranges::find(meanings, kind, &Meaning::kind);
    return found == meanings.end() ? std::uint16_t{0} : found->index;
}

std::vector<Item> matchItems(std::span<const Token> tokens, std::size_t first, std::size_t end,
                             const Ontology& ontology) {
    std::vector<Item> items;
    items.reserve(end - first);
    for (std::size_t i = first; i < end;) {
        const auto match = ontology.phrases.longest(tokens.subspan(i, end - i));
        // Brackets and quotation marks say nothing.
        if (match.tokens == 0 && tokens[i].kind == TokenKind::Punctuation) {
            ++i;
            continue;
        }
        Item item{i, i + std::max<std::size_t>(match.tokens, 1), match.meanings, 0,
                  tokens[i].kind == TokenKind::Punctuation};
        for (const Meaning& meaning : match.meanings) item.kinds |= 1U << static_cast<unsigned>(meaning.kind);
        items.push_back(item);
        i = item.endToken;
    }
    return items;
}

}  // namespace asg::text
