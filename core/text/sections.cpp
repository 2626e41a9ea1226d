#include "core/text/sections.h"

#include <algorithm>

namespace asg::text {
namespace {

using domain::SectionName;

/// What a stretch of a report is made of.
struct Content {
    bool finding = false;
    bool place = false;
    bool quality = false;
    bool asserts = false;  ///< a verb, a denial, a degree
    bool patient = false;  ///< speaks of the patient, or of what is to be looked for
    [[nodiscard]] bool states() const { return finding || (place && quality); }
};

class SectionReader {
public:
    SectionReader(const TokenText& text, const std::vector<bool>& goesOn, const Ontology& ontology)
        : m_text(text), m_goesOn(goesOn), m_ontology(ontology), m_headings(text, ontology, goesOn) {}

    std::vector<SectionTokens> read() {
        readAll();
        // "TECHNIQUE: One view was obtained. The lungs are clear.": nothing is a body but what follows a full stop.
        if (std::ranges::none_of(m_sections, [](const SectionTokens& section) { return isRead(section.name); })) {
            m_sections.clear();
            m_open = {};
            m_addenda = 0;
            m_behindStops = true;
            readAll();
        }
        return std::move(m_sections);
    }

private:
    void readAll() {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            const auto heading = m_headings.at(i);
            if (heading && !isBody(*heading, i)) {
                beginUnder(*heading, i);
                i = heading->end - 1;
            } else if (!heading && resumesFindings(i)) {
                begin({SectionName::Findings, {i, i}, m_open.addendum}, i);
            }
        }
        begin({}, m_text.size());
    }

    // Headings within an addendum belong to it, unless the report itself has not begun yet.
    void beginUnder(const SectionHeading& heading, std::size_t i) {
        const bool main = m_open.addendum > 0 && !m_reportBegun && isRead(heading.section);
        const std::uint16_t addendum = main ? std::uint16_t{0} : m_open.addendum;
        if (heading.title) m_elsewhere = heading.elsewhere;
        const SectionName section = m_elsewhere && isRead(heading.section) ? SectionName::Other : heading.section;
        begin({section, {heading.end, heading.end}, heading.addendum ? ++m_addenda : addendum}, i);
    }

    void begin(SectionTokens next, std::size_t at) {
        m_open.tokens.end = at;
        if (hasWords(m_open.tokens)) {
            m_sections.push_back(m_open);
            m_reportBegun = m_reportBegun || (m_open.addendum == 0 && isRead(m_open.name));
        }
        m_open = next;
    }

    // "##" before a heading is no section.
    [[nodiscard]] bool hasWords(TokenRange range) const {
        constexpr std::size_t kMarks = 8;
        const auto head = m_text.tokens.subspan(range.first, std::min(range.end - range.first, kMarks));
        return range.end - range.first > kMarks ||
               std::ranges::any_of(head, [](const Token& t) { return t.kind != TokenKind::Punctuation; });
    }

    // "TECHNIQUE:" and on the next line "PA AND LATERAL CHEST"; a second title below it begins the findings.
    [[nodiscard]] bool isBody(const SectionHeading& heading, std::size_t i) const {
        return heading.title && !isRead(m_open.name) && m_open.tokens.first == i;
    }

    [[nodiscard]] bool resumesFindings(std::size_t i) const {
        if (i == m_open.tokens.first || m_elsewhere) return false;
        const bool behindStop = m_behindStops && isStop(m_text, i - 1) && m_text[i].capital;
        if ((m_text[i].lineBreaksBefore == 0 || m_goesOn[i]) && !behindStop) return false;
        if (!isRead(m_open.name) && beginsTemplate(i)) return true;
        const bool blank = m_text[i].lineBreaksBefore == 2;
        switch (m_open.name) {
            case SectionName::Technique:
            case SectionName::Comparison: {
                const Content content = contentFrom(i, blank);
                return content.states() && !content.patient && (blank || content.asserts);
            }
            case SectionName::Indication:
            case SectionName::History: {
                if (!blank && !(m_behindStops && isStop(m_text, i - 1))) return false;
                const Content content = contentFrom(i, true);
                return content.states() && !content.patient && (content.asserts || (content.finding && content.place));
            }
            case SectionName::Other: {
                // The report's head ("REPORT STATUS: Final"); at its end nothing goes on.
                const Content content = blank && isHead() ? contentFrom(i, true) : Content{};
                return content.states() && !content.patient && content.asserts;
            }
            default: return false;
        }
    }

    // Nothing was said so far: a title ("WET READ CXR", "REPORT FORM") is no body.
    [[nodiscard]] bool isHead() const {
        return std::ranges::none_of(m_sections, [&](const SectionTokens& section) {
            return isRead(section.name) && contentFrom(section.tokens.first, true).states();
        });
    }

    // Two lines in a row under headings by organ ("LINES: None." and "LUNGS: Clear.") are findings wherever they stand.
    [[nodiscard]] bool beginsTemplate(std::size_t i) const {
        if (!isOrganHeading(i) || contentFrom(i, false).patient) return false;
        std::size_t next = i + 1;
        while (next < m_text.size() && (m_text[next].lineBreaksBefore == 0 || m_goesOn[next])) ++next;
        return next < m_text.size() && isOrganHeading(next) && !contentFrom(next, false).patient;
    }

    [[nodiscard]] bool isOrganHeading(std::size_t i) const {
        const auto organ = m_ontology.layout.organPhrases.longest(m_text.tokens.subspan(i));
        const std::size_t end = i + organ.tokens;
        return organ.tokens > 0 && end < m_text.size() && m_text[end].lineBreaksBefore == 0 &&
               (isMark(m_text, end, ':') || m_text[end].tabBefore);
    }

    /// Of the paragraph, or of the line alone.
    [[nodiscard]] Content contentFrom(std::size_t i, bool paragraph) const {
        constexpr std::size_t kLongest = 200;
        constexpr std::size_t kHeadTokens = 8;  // where a paragraph says whom it is about
        Content content;
        for (std::size_t first = i; i < m_text.size() && i < first + kLongest;) {
            if (i > first &&
                (m_text[i].lineBreaksBefore == 2 || (m_text[i].lineBreaksBefore == 1 && !paragraph && !m_goesOn[i])))
                break;
            if (i > first && m_headings.at(i)) break;
            const auto line = m_ontology.layout.lineWords.longest(m_text.tokens.subspan(i));
            if (i < first + kHeadTokens) content.patient = content.patient || isLineWord(line, LineWord::Patient);
            const auto match = m_ontology.phrases.longest(m_text.tokens.subspan(i));
            if (isMark(m_text, i, ':')) content.asserts = content.asserts || content.finding || content.place;
            if (boxAt(m_text, i)) content.asserts = true;
            if (m_text[i].kind != TokenKind::Punctuation)
                for (const Meaning& meaning : match.meanings) take(content, meaning);
            i += std::max<std::size_t>(match.tokens, 1);
        }
        return content;
    }

    void take(Content& content, const Meaning& meaning) const {
        content.finding = content.finding || meaning.kind == Kind::Finding;
        content.place = content.place || meaning.kind == Kind::Place;
        content.quality = content.quality || meaning.kind == Kind::Quality;
        if (meaning.kind == Kind::Cue) {
            const CueEffect effect = m_ontology.cues[meaning.index].effect;
            if (effect == CueEffect::Absent || effect == CueEffect::Unsaid) content.asserts = true;
        }
        content.asserts = content.asserts || meaning.kind == Kind::Copula || meaning.kind == Kind::Verb ||
                          meaning.kind == Kind::Reset || meaning.kind == Kind::Severity || meaning.kind == Kind::Change;
    }

    const TokenText& m_text;
    const std::vector<bool>& m_goesOn;
    const Ontology& m_ontology;
    HeadingFinder m_headings;
    SectionTokens m_open;
    bool m_behindStops = false;  ///< a body may begin within a line
    bool m_elsewhere = false;    ///< the examination is of another part of the body
    bool m_reportBegun = false;  ///< findings or impression of its own were read
    std::uint16_t m_addenda = 0;
    std::vector<SectionTokens> m_sections;
};

}  // namespace

bool isRead(SectionName section) {
    return section == SectionName::Findings || section == SectionName::Impression;
}

std::vector<SectionTokens> findSections(const TokenText& text, const std::vector<bool>& goesOn,
                                        const Ontology& ontology) {
    return SectionReader(text, goesOn, ontology).read();
}

}  // namespace asg::text
