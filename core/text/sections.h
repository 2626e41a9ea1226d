#pragma once

#include "core/text/headings.h"

#include <cstdint>
#include <vector>

namespace asg::text {

/// Tokens [first, end) of a report.
struct TokenRange {
    std::size_t first = 0;
    std::size_t end = 0;
    [[nodiscard]] bool empty() const { return first == end; }
};

struct SectionTokens {
    domain::SectionName name = domain::SectionName::Findings;
    TokenRange tokens;
    std::uint16_t addendum = 0;  ///< counts the corrections of what the report itself (0) says
};

/// Whether what stands in a section is said of the picture.
[[nodiscard]] bool isRead(domain::SectionName section);

/// The sections of a report, headings left out. What stands before the first heading, after a title, or in a paragraph
/// of its own that reads like findings is findings, whatever heading stood last. Linear.
[[nodiscard]] std::vector<SectionTokens> findSections(const TokenText& text, const std::vector<bool>& goesOn,
                                                      const Ontology& ontology);

}  // namespace asg::text
