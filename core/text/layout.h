#pragma once

#include "core/domain/report.h"
#include "core/text/ontology.h"
#include "core/text/tokens.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace asg::text {

/// Tokens [first, end) of a report.
struct TokenRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

struct SectionTokens {
    domain::SectionName name = domain::SectionName::Findings;
    TokenRange tokens;
};

struct SentenceTokens {
    domain::SectionName section = domain::SectionName::Findings;
    TokenRange tokens;
};

/// The sections of a report, headings left out. What stands before the first heading counts as findings. Linear.
[[nodiscard]] std::vector<SectionTokens> findSections(std::span<const Token> tokens, std::string_view utf8,
                                                      const Ontology& ontology);

/// The sentences of all sections in order, list numbers left out. A sentence has at most 400 tokens: a longer one is
/// cut, so that reading stays linear. Linear.
[[nodiscard]] std::vector<SentenceTokens> findSentences(std::span<const Token> tokens, std::string_view utf8,
                                                        std::span<const SectionTokens> sections,
                                                        const Ontology& ontology);

}  // namespace asg::text
