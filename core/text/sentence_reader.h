#pragma once

#include "core/text/ontology.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asg::text {

/// Tokens [first, end); tells which words of the report something came from.
struct Words {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// How a place was found (domain::LinkOrigin before sides are counted).
enum class Pointing : std::uint8_t { Nowhere, Named, Enclosing, Inherited, Implied };

/// One finding of a sentence, before it has ids and code point spans.
struct ReadTriplet {
    std::uint16_t finding = 0;
    domain::Existence existence = domain::Existence::Present;
    std::optional<domain::Certainty> certainty;  ///< where the existence is uncertain
    std::vector<domain::RegionId> regions;
    Pointing pointing = Pointing::Nowhere;
    std::optional<domain::Side> laterality;  ///< the side that the words say
    std::optional<std::string> severity;
    std::optional<domain::Change> change;
    Words findingWords;
    std::optional<Words> regionWords;
    std::optional<Words> cueWords;
};

/// A place that the sentence speaks of without a finding ("low lung volumes", "the heart is stable").
struct BarePlace {
    std::vector<domain::RegionId> regions;
    Pointing pointing = Pointing::Named;
    std::optional<domain::Side> side;
    Words words;
};

struct SentenceReading {
    std::vector<ReadTriplet> triplets;
    std::vector<BarePlace> places;
};

/// Reads one sentence, tokens [first, end). Linear in its length up to a constant reach.
[[nodiscard]] SentenceReading readSentence(std::span<const Token> tokens, std::size_t first, std::size_t end,
                                           const Ontology& ontology);

}  // namespace asg::text
