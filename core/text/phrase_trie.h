#pragma once

#include "core/text/tokens.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace asg::text {

/// What a phrase of the tables can be. One phrase may be several things.
enum class Kind : std::uint8_t {
    Finding,
    Place,
    Quality,
    Cue,
    Side,
    Severity,
    Change,
    Break,        ///< ends every scope: "but", ";"
    List,         ///< joins equals: ",", "and"
    Alternative,  ///< joins equals of which one is meant: "or", "/"
    Versus,       ///< an alternative that makes both uncertain
    Preposition,  ///< a place follows: "in", "overlying"
    Extent,       ///< a preposition before how far something reaches: "to the level of"
    Respective,   ///< deals out places to findings in their order: "respectively"
    Copula,       ///< "is", "appears"
    Verb,         ///< any other finite verb: "shows"
    Seen,         ///< a verb that says no more than that something is there: "is seen"
    Predicate,    ///< a state said of what stands before it, "is" left out: "(wires) intact"
    Reset,        ///< begins a new assertion: "there is"
    With,         ///< "with": asserts what follows after a denial
    Relative,     ///< what follows speaks of what came before: "which"
    Nearby,       ///< what follows lies on the side of what came before: "with adjacent"
    Everywhere,   ///< in all of both lungs: "diffuse"
    Emphasis,     ///< what follows is where there is most of it: "particularly", "the largest"
    Exception,    ///< a break behind which an exception to what came before stands: "aside from"
    Way,          ///< what follows is how a device comes in, not where it is: "via"
    Article,      ///< begins a thing of its own: "a"
    Filler,       ///< says nothing: "the", "focal"
    Hidden,       ///< a word removed by de-identification
    Heading,
    Abbreviation,
    Starter,
    Singular,  ///< a verb of one thing: "is"
    Plural     ///< a verb of several: "are"
};

struct Meaning {
    Kind kind;
    std::uint16_t index;  ///< into the table of its kind
    friend bool operator==(const Meaning&, const Meaning&) = default;
};

/// Phrases as a tree over word numbers; finds the longest phrase that begins at a token.
class PhraseTrie {
public:
    void insert(std::span<const WordId> phrase, Meaning meaning);

    struct Match {
        std::size_t tokens = 0;  ///< 0: nothing begins here
        std::span<const Meaning> meanings;
    };
    /// At most as long as the longest phrase, so linear over a report.
    [[nodiscard]] Match longest(std::span<const Token> tokens) const;

private:
    struct Node {
        std::vector<Meaning> meanings;
    };
    /// 0 where no phrase goes on with the word.
    [[nodiscard]] std::uint32_t next(std::uint32_t node, WordId word) const;
    static std::uint64_t key(std::uint32_t node, WordId word) { return (std::uint64_t{node} << 32U) | word; }

    std::vector<Node> m_nodes{1};
    std::vector<std::uint32_t> m_first;  ///< the nodes behind the root, by word: where most words are already unknown
    std::unordered_map<std::uint64_t, std::uint32_t> m_next;
};

}  // namespace asg::text
