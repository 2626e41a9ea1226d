#include "core/text/statement_reader.h"

#include "core/text/items.h"
#include "core/text/members.h"
#include "core/text/named_value.h"

#include <algorithm>
#include <utility>

namespace asg::text {
namespace {

/// Tokens put together for the reader of sentences, and where each of them stands in the report.
class ComposedTokens {
public:
    explicit ComposedTokens(const TokenText& text) : m_text(text) {}

    void add(TokenRange range) {
        for (std::size_t i = range.first; i < range.end; ++i) {
            m_tokens.push_back(m_text[i]);
            m_origin.push_back(i);
        }
    }

    /// A word of the tables in the place of what the report has at `at`.
    void add(const std::vector<WordId>& words, std::size_t at) {
        for (const WordId word : words) {
            Token token = m_text[at];
            token.word = word;
            token.kind = TokenKind::Word;
            m_tokens.push_back(token);
            m_origin.push_back(at);
        }
    }

    [[nodiscard]] SentenceReading read(const Ontology& ontology) const {
        SentenceReading reading = readSentence(m_tokens, 0, m_tokens.size(), ontology);
        for (ReadTriplet& triplet : reading.triplets) {
            triplet.findingWords = inReport(triplet.findingWords);
            if (triplet.regionWords) triplet.regionWords = inReport(*triplet.regionWords);
            if (triplet.cueWords) triplet.cueWords = inReport(*triplet.cueWords);
        }
        for (BarePlace& place : reading.places) place.words = inReport(place.words);
        return reading;
    }

private:
    [[nodiscard]] Words inReport(Words words) const {
        const auto [least, most] = std::minmax_element(m_origin.begin() + static_cast<std::ptrdiff_t>(words.first),
                                                       m_origin.begin() + static_cast<std::ptrdiff_t>(words.end));
        return {*least, *most + 1};
    }

    const TokenText& m_text;
    std::vector<Token> m_tokens;
    std::vector<std::size_t> m_origin;
};

class StatementReading {
public:
    StatementReading(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology)
        : m_text(text), m_sentence(sentence), m_ontology(ontology) {}

    SentenceReading read() {
        TokenRange body = m_sentence.body;
        if (const auto box = boxAt(m_text, m_sentence.tokens.first)) {
            body.first = std::max(body.first, box->end);
            if (!box->ticked) return m_sentence.boxesAreTicked ? denied(body) : SentenceReading{};
        }
        SentenceReading reading = m_sentence.label ? underLabel(*m_sentence.label, body) : readRange(body);
        if (m_sentence.side && *m_sentence.side != domain::Side::Both) putOnSide(reading, *m_sentence.side);
        return reading;
    }

private:
    SentenceReading underLabel(const Label& label, TokenRange body) {
        m_label = label;
        while (body.first < body.end && isQuote(m_text, body.first)) ++body.first;
        auto reading = m_sentence.answer                    ? ofValue({*m_sentence.answer, m_label.words, {}})
                       : m_label.kind == LabelKind::Finding ? underName(body)
                                                            : underOrgan(body);
        keepInSentence(reading);
        return reading;
    }

    [[nodiscard]] SentenceReading readRange(TokenRange range) const {
        return readSentence(m_text.tokens, range.first, range.end, m_ontology);
    }

    template <typename... Parts>
    [[nodiscard]] SentenceReading readParts(const Parts&... parts) const {
        ComposedTokens tokens(m_text);
        (tokens.add(parts), ...);
        return tokens.read(m_ontology);
    }

    // "[ ] Pneumothorax" in a list whose boxes are ticked; nothing where the words deny or doubt something themselves.
    [[nodiscard]] SentenceReading denied(TokenRange words) const {
        if (says(words, Kind::Cue)) return {};
        ComposedTokens tokens(m_text);
        tokens.add(m_ontology.layout.absent, words.first);
        tokens.add(words);
        return tokens.read(m_ontology);
    }

    // ---- a name and its value ----

    SentenceReading underName(TokenRange body) const {
        if (body.empty()) return m_label.colon ? SentenceReading{} : readRange(m_label.words);
        if (const auto value = namedValue(m_text, body, m_label, m_sentence.boxesAreTicked, m_ontology)) {
            // "Consolidation - likely infective": explained, not doubted
            const bool explained = value->effect == ValueEffect::Uncertain && !m_label.colon && !m_label.mark &&
                                   !m_label.cell && says(value->rest, Kind::Finding);
            return explained ? readRange({m_label.words.first, body.end}) : ofValue(*value);
        }
        SentenceReading said = readRange(body);
        if (said.triplets.empty() && !m_label.colon && !begins(body, Kind::Cue) && says(body, Kind::Cue))
            return readRange(m_label.words);  // "blunted angle - effusion to be ruled out": two statements
        if (said.triplets.empty()) return !m_label.colon || speaksOf(body) ? readParts(m_label.words, body) : said;
        if (m_label.colon && !describesFirst(body) && !isTipAlone(said)) return said;
        const bool goesOn = m_label.colon || isTipAlone(said);
        return together(goesOn ? readParts(m_label.words, body) : readRange(m_label.words), std::move(said));
    }

    // "NG tube: tip in the stomach"
    [[nodiscard]] bool isTipAlone(const SentenceReading& said) const {
        static const auto tip = domain::tagFromName("tip");
        return std::ranges::all_of(said.triplets, [&](const ReadTriplet& triplet) {
            return m_ontology.findings[triplet.finding].tag == tip && triplet.existence == domain::Existence::Present;
        });
    }

    // "CVC [+] right IJ, tip in the svc"
    [[nodiscard]] bool endsIn(TokenRange words) const {
        const auto items = matchItems(m_text.tokens, words.first, words.end, m_ontology);
        const Members members(items, m_ontology);
        for (std::size_t i = 0; i < items.size(); ++i)
            if (members.isTip(i)) return true;
        return false;
    }

    [[nodiscard]] SentenceReading ofValue(const NamedValue& value) const {
        if (isMark(m_text, m_label.words.end, '?')) return answered(value);
        if (value.effect == ValueEffect::Present && endsIn(value.rest)) return readParts(m_label.words, value.rest);
        if (says(value.rest, Kind::Finding)) {  // "Cardiomegaly +, no effusion": something else
            NamedValue alone = value;
            alone.rest.end = alone.rest.first;
            return together(ofValue(alone), readRange(value.rest));
        }
        const std::size_t at = value.words.first;
        const auto named = [&](const std::vector<WordId>& cue) {
            ComposedTokens tokens(m_text);
            tokens.add(cue, at);
            if (begins(value.rest, Kind::Preposition)) {
                tokens.add(m_label.words);
                tokens.add(value.rest);
            } else {
                tokens.add(value.rest);
                tokens.add(m_label.words);
            }
            return tokens.read(m_ontology);
        };
        switch (value.effect) {
            case ValueEffect::Absent: {
                ComposedTokens tokens(m_text);
                tokens.add(m_ontology.layout.absent, at);
                tokens.add(m_label.words);
                SentenceReading reading = tokens.read(m_ontology);
                return says(value.rest, Kind::Finding) ? together(std::move(reading), readRange(value.rest)) : reading;
            }
            case ValueEffect::Present: return named({});
            case ValueEffect::Uncertain: return named(m_ontology.layout.uncertain);
            case ValueEffect::Unsaid: return {};
        }
        return {};
    }

    // "Is the heart enlarged? No": what is asked for holds as the answer says.
    [[nodiscard]] SentenceReading answered(const NamedValue& value) const {
        if (value.effect == ValueEffect::Unsaid) return {};
        SentenceReading reading = value.rest.empty() ? readRange(m_label.words) : readParts(m_label.words, value.rest);
        std::erase_if(reading.triplets, [&](const ReadTriplet& triplet) {
            return triplet.existence != domain::Existence::Present && value.effect != ValueEffect::Present;
        });
        for (ReadTriplet& triplet : reading.triplets) {
            triplet.cueWords = Words{value.words.first, value.words.end};
            if (value.effect == ValueEffect::Uncertain) {
                triplet.existence = domain::Existence::Uncertain;
                triplet.certainty = domain::Certainty::Possible;
            } else if (value.effect == ValueEffect::Absent) {
                triplet.existence = domain::Existence::Absent;
                if (triplet.pointing == Pointing::Implied || triplet.pointing == Pointing::Nowhere)
                    denyWhereItWouldBe(triplet);
            }
        }
        return reading;
    }

    void denyWhereItWouldBe(ReadTriplet& triplet) const {
        triplet.regions =
            m_ontology.findings[triplet.finding].impliedPlace(domain::Existence::Absent, triplet.laterality);
        triplet.pointing = triplet.regions.empty() ? Pointing::Nowhere : Pointing::Implied;
    }

    // ---- an organ's heading ----

    SentenceReading underOrgan(TokenRange body) const {
        if (!body.empty() && boxAt(m_text, body.first)) body = besideTick(body);
        if (body.empty()) return {};
        if (const auto value = namedValue(m_text, body, m_label, m_sentence.boxesAreTicked, m_ontology);
            value && value->effect == ValueEffect::Absent && !denied().empty())
            return deniedOf(*value);
        SentenceReading said = readRange(body);
        if (m_label.organ && subject().empty()) return said;
        SentenceReading whole = readWithSubject(body);
        if (said.triplets.empty()) return namesAnotherOrgan(body) ? said : whole;
        std::erase_if(whole.triplets, [&](const ReadTriplet& triplet) { return !isOfSubject(triplet, said); });
        giveSubjectsPlace(said);
        keepToSubjectsSide(said);
        return together(std::move(whole), std::move(said));
    }

    // "Lung fields [x] Normal [ ] Abnormal"
    [[nodiscard]] TokenRange besideTick(TokenRange body) const {
        for (std::size_t i = body.first; i < body.end; ++i) {
            const auto box = boxAt(m_text, i);
            if (!box || !box->ticked) continue;
            TokenRange words{box->end, box->end};
            while (words.end < body.end && !boxAt(m_text, words.end)) ++words.end;
            return words;
        }
        return {body.end, body.end};
    }

    [[nodiscard]] const std::vector<std::uint16_t>& denied() const {
        static const std::vector<std::uint16_t> none;
        return m_label.organ ? m_ontology.layout.organs[*m_label.organ].denied : none;
    }

    [[nodiscard]] const std::vector<WordId>& subject() const {
        static const std::vector<WordId> none;
        return m_label.organ ? m_ontology.layout.organs[*m_label.organ].subject : none;
    }

    // "LINES: None.": nothing to point at.
    [[nodiscard]] SentenceReading deniedOf(const NamedValue& value) const {
        SentenceReading reading;
        for (const std::uint16_t finding : denied()) {
            ReadTriplet triplet;
            triplet.finding = finding;
            triplet.existence = domain::Existence::Absent;
            triplet.findingWords = {m_label.words.first, m_label.words.end};
            triplet.cueWords = Words{value.words.first, value.words.end};
            reading.triplets.push_back(std::move(triplet));
        }
        return reading;
    }

    [[nodiscard]] SentenceReading readWithSubject(TokenRange body) const {
        ComposedTokens tokens(m_text);
        addSubject(tokens);
        tokens.add({m_ontology.vocabulary.find(":")}, m_label.words.end - 1);
        tokens.add(body);
        return tokens.read(m_ontology);
    }

    void addSubject(ComposedTokens& tokens) const {
        if (subject().empty()) {
            tokens.add(m_label.words);
            tokens.add(m_label.noun);
        } else {
            tokens.add(subject(), m_label.words.first);
        }
    }

    // What a quality says of the organ ("HEART: Enlarged with calcified aorta"), once.
    [[nodiscard]] bool isOfSubject(const ReadTriplet& triplet, const SentenceReading& said) const {
        const bool ofSubject = triplet.regionWords && triplet.regionWords->first >= m_label.words.first &&
                               triplet.regionWords->end <= m_label.words.end;
        return ofSubject && std::ranges::none_of(said.triplets, [&](const ReadTriplet& other) {
                   const bool sameWord = other.findingWords.first == triplet.findingWords.first;
                   return sameWord ||
                          m_ontology.findings[other.finding].tag == m_ontology.findings[triplet.finding].tag;
               });
    }

    // "MEDIASTINUM: The hila are normal.": nothing of the mediastinum.
    [[nodiscard]] bool namesAnotherOrgan(TokenRange body) const {
        for (std::size_t i = body.first; i < body.end; ++i) {
            const auto organ = m_ontology.layout.organPhrases.longest(m_text.tokens.subspan(i, body.end - i));
            if (organ.tokens == 0 || m_ontology.layout.organs[organ.meanings.front().index].subject.empty()) continue;
            return organ.meanings.front().index != m_label.organ;
        }
        return false;
    }

    // "LUNGS: A small nodule.": where nothing says where, it is in the organ.
    void giveSubjectsPlace(SentenceReading& said) const {
        const bool placeless = std::ranges::any_of(said.triplets, isPlaceless);
        if (!placeless) return;
        ComposedTokens tokens(m_text);
        addSubject(tokens);
        const SentenceReading organ = tokens.read(m_ontology);
        if (organ.places.empty() || namesPartOf(organ.places, said)) return;
        for (ReadTriplet& triplet : said.triplets) {
            if (!isPlaceless(triplet)) continue;
            for (const BarePlace& place : organ.places)
                triplet.regions.insert(triplet.regions.end(), place.regions.begin(), place.regions.end());
            triplet.pointing = Pointing::Named;
            triplet.regionWords = Words{m_label.words.first, m_label.words.end};
        }
    }

    // "LUNGS: Cavities with volume loss in the right upper zone": the organ is named more closely.
    [[nodiscard]] static bool namesPartOf(std::span<const BarePlace> organ, const SentenceReading& said) {
        const auto isPart = [&](domain::RegionId region) {
            return std::ranges::any_of(organ, [&](const BarePlace& place) {
                const auto holds = [&](std::optional<domain::RegionId> other) {
                    return other && std::ranges::find(place.regions, *other) != place.regions.end();
                };
                return holds(region) || holds(domain::parentRegion(region));
            });
        };
        const auto anyPart = [&](const auto& of) { return std::ranges::any_of(of.regions, isPart); };
        return std::ranges::any_of(said.places, anyPart) ||
               std::ranges::any_of(said.triplets, [&](const ReadTriplet& triplet) {
                   return triplet.pointing != Pointing::Implied && anyPart(triplet);
               });
    }

    // "LEFT LUNG: Basal opacity.": a finding that says no side is on the organ's.
    void keepToSubjectsSide(SentenceReading& said) const {
        std::optional<domain::Side> side;
        for (const Item& item : matchItems(m_text.tokens, m_label.words.first, m_label.words.end, m_ontology)) {
            if (!item.is(Kind::Side)) continue;
            if (side) return;
            side = m_ontology.sides[item.index(Kind::Side)];
        }
        if (!side || *side == domain::Side::Both) return;
        for (ReadTriplet& triplet : said.triplets) {
            if (triplet.laterality) continue;
            std::erase_if(triplet.regions, [&](domain::RegionId region) {
                const auto own = domain::regionSide(region);
                return own && own != side;
            });
            triplet.laterality = side;
        }
    }

    static bool isPlaceless(const ReadTriplet& triplet) { return triplet.pointing == Pointing::Nowhere; }

    // ---- a side that a label says ----

    // "RIGHT LUNG: Opacity at the base.", "Effusion: R - small": what says no side of its own is on that one.
    void putOnSide(SentenceReading& reading, domain::Side side) const {
        for (ReadTriplet& triplet : reading.triplets) {
            if (triplet.laterality) continue;
            triplet.laterality = side;
            if (triplet.regions.empty() && triplet.pointing == Pointing::Nowhere) {
                triplet.regions = m_ontology.findings[triplet.finding].impliedPlace(triplet.existence, side);
                if (!triplet.regions.empty()) triplet.pointing = Pointing::Implied;
            }
            leaveOtherSideOut(triplet.regions, side);
        }
        for (BarePlace& place : reading.places) {
            if (place.side) continue;
            place.side = side;
            leaveOtherSideOut(place.regions, side);
        }
    }

    static void leaveOtherSideOut(std::vector<domain::RegionId>& regions, domain::Side side) {
        std::erase_if(regions, [&](domain::RegionId region) {
            const auto own = domain::regionSide(region);
            return own && *own != side;
        });
    }

    // ---- both ----

    static SentenceReading together(SentenceReading first, SentenceReading second) {
        for (ReadTriplet& triplet : second.triplets)
            if (std::ranges::none_of(first.triplets, [&](const ReadTriplet& other) {
                    return other.finding == triplet.finding && other.existence == triplet.existence &&
                           other.regions == triplet.regions;
                }))
                first.triplets.push_back(std::move(triplet));
        first.places = std::move(second.places);
        return first;
    }

    // A label above the sentence lends its place and not its words; the value of a name above it stands for the name.
    void keepInSentence(SentenceReading& reading) const {
        const auto inside = [&](const Words& words) {
            return words.first >= m_sentence.tokens.first && words.end <= m_sentence.tokens.end;
        };
        const bool named = m_sentence.row != nullptr ||
                           (m_label.kind == LabelKind::Finding && !inside({m_label.words.first, m_label.words.end}));
        for (ReadTriplet& triplet : reading.triplets)
            if (named && !inside(triplet.findingWords))
                triplet.findingWords = {m_sentence.tokens.first, m_sentence.tokens.end};
        std::erase_if(reading.triplets, [&](const ReadTriplet& triplet) { return !inside(triplet.findingWords); });
        std::erase_if(reading.places, [&](const BarePlace& place) { return !inside(place.words); });
        for (ReadTriplet& triplet : reading.triplets) {
            if (triplet.regionWords && !inside(*triplet.regionWords)) triplet.regionWords.reset();
            if (triplet.cueWords && !inside(*triplet.cueWords)) triplet.cueWords.reset();
        }
    }

    template <typename... Kinds>
    [[nodiscard]] bool says(TokenRange range, Kinds... kinds) const {
        const auto items = matchItems(m_text.tokens, range.first, range.end, m_ontology);
        return std::ranges::any_of(items, [&](const Item& item) { return item.isAny(kinds...); });
    }

    [[nodiscard]] bool begins(TokenRange range, Kind kind) const {
        const auto items = matchItems(m_text.tokens, range.first, range.end, m_ontology);
        return !items.empty() && items.front().is(kind);
    }

    // "4.1 cm" is a value too.
    [[nodiscard]] bool speaksOf(TokenRange body) const {
        if (m_text[body.first].kind == TokenKind::Number) return true;
        return says(body, Kind::Side, Kind::Severity, Kind::Change, Kind::Place, Kind::Cue, Kind::Verb, Kind::Quality);
    }

    // "moderate, with adjacent atelectasis": of what is named, before anything else is.
    [[nodiscard]] bool describesFirst(TokenRange body) const {
        for (const Item& item : matchItems(m_text.tokens, body.first, body.end, m_ontology)) {
            if (item.isAny(Kind::List, Kind::With, Kind::Break, Kind::Relative)) return true;
            if (item.isAny(Kind::Finding, Kind::Cue, Kind::Reset)) return false;
        }
        return false;
    }

    const TokenText& m_text;
    const SentenceTokens& m_sentence;
    const Ontology& m_ontology;
    Label m_label;
};

}  // namespace

SentenceReading readStatement(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology) {
    return StatementReading(text, sentence, ontology).read();
}

}  // namespace asg::text
