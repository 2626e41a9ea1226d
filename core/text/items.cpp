#include "core/text/items.h"

#include <algorithm>

namespace asg::text {

std::uint16_t Item::index(Kind kind) const {
    const auto found = std::ranges::find(meanings, kind, &Meaning::kind);
    return found == meanings.end() ? std::uint16_t{0} : found->index;
}

namespace {

Number numberOf(const Token& word, const Ontology& ontology) {
    const auto match = ontology.numbers.longest({&word, 1});
    if (match.tokens == 0) return Number::None;
    return match.meanings.front().kind == Kind::Plural ? Number::Plural : Number::Singular;
}

// "R. effusion", "poss. nodule": the full stop of an abbreviation ends nothing while the sentence goes on.
bool shortens(std::span<const Token> tokens, std::size_t i, std::size_t first, std::size_t end,
              const Ontology& ontology) {
    if (ontology.phrases.longest(tokens.subspan(i, 1)).meanings.front().kind != Kind::Break) return false;
    if (i == first || i + 1 >= end || tokens[i + 1].kind != TokenKind::Word || tokens[i].spaceBefore) return false;
    if (tokens[i + 1].capital && !tokens[i + 1].upperCase) return false;
    const auto word = tokens.subspan(i - 1, 1);
    const auto isSide = [](const Meaning& meaning) { return meaning.kind == Kind::Side; };
    const bool shortSide = word.front().end - word.front().begin <= 2 &&
                           std::ranges::any_of(ontology.phrases.longest(word).meanings, isSide);
    return shortSide || ontology.abbreviations.longest(word).tokens > 0;
}

}  // namespace

std::vector<Item> matchItems(std::span<const Token> tokens, std::size_t first, std::size_t end,
                             const Ontology& ontology) {
    std::vector<Item> items;
    items.reserve(end - first);
    for (std::size_t i = first; i < end;) {
        const auto match = ontology.phrases.longest(tokens.subspan(i, end - i));
        const bool mark = tokens[i].kind == TokenKind::Punctuation;
        // Brackets and quotation marks say nothing.
        if (mark && (match.tokens == 0 || (match.tokens == 1 && shortens(tokens, i, first, end, ontology)))) {
            ++i;
            continue;
        }
        Item item{i, i + std::max<std::size_t>(match.tokens, 1), match.meanings, 0, mark};
        for (const Meaning& meaning : match.meanings)
            item.kinds |= std::uint64_t{1} << static_cast<unsigned>(meaning.kind);
        if (item.isAny(Kind::Cue, Kind::Verb, Kind::Copula)) item.number = numberOf(tokens[i], ontology);
        items.push_back(item);
        i = item.endToken;
    }
    return items;
}

}  // namespace asg::text
