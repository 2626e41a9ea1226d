#pragma once

#include "core/text/marks.h"
#include "core/text/ontology.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace asg::text {

/// A heading that begins a section.
struct SectionHeading {
    domain::SectionName section = domain::SectionName::Findings;
    std::size_t end = 0;     ///< the first token of its text
    bool addendum = false;   ///< it heads a correction of what stands above
    bool elsewhere = false;  ///< a title of an examination of another part of the body
    bool title = false;      ///< a title of the examination: what follows is findings unless it says otherwise
};

/// Finds headings: phrases of sections.tsv with a colon, a dash, or alone on their line, also misspelt ones, and titles
/// of examinations ("CHEST, TWO VIEWS:"). Views what it is made of.
class HeadingFinder {
public:
    HeadingFinder(const TokenText& text, const Ontology& ontology, const std::vector<bool>& goesOn)
        : m_text(text), m_ontology(ontology), m_goesOn(goesOn) {}

    /// The heading that begins at token i. Takes constant time.
    [[nodiscard]] std::optional<SectionHeading> at(std::size_t i) const;

private:
    [[nodiscard]] bool beginsLine(std::size_t i) const;
    [[nodiscard]] bool endsLine(std::size_t end) const;
    [[nodiscard]] std::size_t afterSign(std::size_t end) const;
    [[nodiscard]] std::optional<SectionHeading> known(std::size_t i, bool lineStart) const;
    [[nodiscard]] std::optional<SectionHeading> misspelt(std::size_t i) const;
    [[nodiscard]] std::optional<SectionHeading> title(std::size_t i) const;
    [[nodiscard]] SectionHeading heading(const PhraseTrie::Match& match, std::size_t i, std::size_t end) const;
    [[nodiscard]] std::optional<WordId> meantWord(std::size_t i) const;

    const TokenText& m_text;
    const Ontology& m_ontology;
    const std::vector<bool>& m_goesOn;
};

}  // namespace asg::text
