#include "core/text/statement_reader.h"

#include "core/text/items.h"

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

/// The value of a name.
struct NamedValue {
    ValueEffect effect = ValueEffect::Unsaid;
    TokenRange words;
    TokenRange rest;  ///< what is said besides
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
        if (!m_sentence.label) return readRange(body);
        m_label = *m_sentence.label;
        auto reading = m_label.kind == LabelKind::Finding ? underName(body) : underOrgan(body);
        keepInSentence(reading);
        return reading;
    }

private:
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
        if (const auto value = valueOf(body)) return ofValue(*value);
        SentenceReading said = readRange(body);
        if (said.triplets.empty() && !m_label.colon && !begins(body, Kind::Cue) && says(body, Kind::Cue))
            return readRange(m_label.words);  // "blunted angle - effusion to be ruled out": two statements
        if (said.triplets.empty()) return !m_label.colon || speaksOf(body) ? readParts(m_label.words, body) : said;
        if (m_label.colon && !describesFirst(body)) return said;
        return together(m_label.colon ? readParts(m_label.words, body) : readRange(m_label.words), std::move(said));
    }

    [[nodiscard]] SentenceReading ofValue(const NamedValue& value) const {
        if (isMark(m_text, m_label.words.end, '?')) return answered(value);
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
                return tokens.read(m_ontology);
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
        std::erase_if(reading.triplets,
                      [](const ReadTriplet& triplet) { return triplet.existence != domain::Existence::Present; });
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

    // A word of values.tsv, a sign, a ticked box, and what else belongs to it.
    [[nodiscard]] std::optional<NamedValue> valueOf(TokenRange body) const {
        if (const auto sign = signAt(m_text, body.first))
            return NamedValue{sign->positive ? ValueEffect::Present : ValueEffect::Absent,
                              {body.first, sign->end},
                              trimmed({sign->end, body.end})};
        if (const auto ticked = tickedValue(body)) return ticked;
        if (m_label.mark && isMark(m_text, body.first, '+'))
            return NamedValue{ValueEffect::Present, {body.first, body.first + 1}, trimmed({body.first + 1, body.end})};
        const auto match = valueAt(body.first, body.end);
        if (match.tokens == 0) return std::nullopt;
        const TokenRange words{body.first, body.first + match.tokens};
        const NamedValue value{static_cast<ValueEffect>(match.meanings.front().index), words,
                               trimmed({words.end, body.end})};
        return isWhole(value, body.end) ? std::optional(value) : std::nullopt;
    }

    [[nodiscard]] PhraseTrie::Match valueAt(std::size_t first, std::size_t end) const {
        return m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(first, end - first));
    }

    // "no" is no value in "no change"; "none" is one in "none on this examination".
    [[nodiscard]] bool isWhole(const NamedValue& value, std::size_t end) const {
        if (value.words.end == end || m_text[value.words.end].kind == TokenKind::Punctuation) return true;
        const bool shortWord = value.words.end - value.words.first == 1 && m_text.words(value.words.first).size() < 3;
        if (shortWord || value.effect == ValueEffect::Unsaid) return value.effect == ValueEffect::Unsaid;
        if (value.effect != ValueEffect::Absent) return true;
        return !says(value.rest, Kind::Finding, Kind::Quality, Kind::Change, Kind::Severity);
    }

    // "[x] yes [ ] no", "yes [ ] no [x]", "[x]": the value whose box is ticked.
    [[nodiscard]] std::optional<NamedValue> tickedValue(TokenRange body) const {
        const bool boxFirst = boxAt(m_text, body.first).has_value();
        std::optional<NamedValue> ticked;
        bool any = false;
        bool loneBox = true;  // no value beside it
        for (std::size_t i = body.first; i < body.end;) {
            TokenRange word{i, i};
            auto box = boxAt(m_text, i);
            const std::size_t from = boxFirst && box ? box->end : i;
            const auto match = from < body.end ? valueAt(from, body.end) : PhraseTrie::Match{};
            if (!boxFirst) box = boxAt(m_text, i + match.tokens);
            if (!box || (!boxFirst && match.tokens == 0)) {
                if (!any) return std::nullopt;
                if (ticked) ticked->rest = trimmed({i, body.end});
                break;
            }
            any = true;
            loneBox = loneBox && match.tokens == 0;
            word = boxFirst ? TokenRange{from, from + match.tokens} : TokenRange{i, i + match.tokens};
            if (box->ticked) {
                const auto effect =
                    match.tokens == 0 ? ValueEffect::Present : static_cast<ValueEffect>(match.meanings.front().index);
                ticked = NamedValue{effect, match.tokens == 0 ? TokenRange{i, i + 1} : word, {}};
            }
            i = boxFirst ? word.end : box->end;
            while (i < body.end && (isMark(m_text, i, ',') || isMark(m_text, i, '/'))) ++i;
        }
        if (any && !ticked)
            return NamedValue{loneBox && m_sentence.boxesAreTicked ? ValueEffect::Absent : ValueEffect::Unsaid,
                              {body.first, body.first + 1},
                              {}};
        return ticked;
    }

    [[nodiscard]] TokenRange trimmed(TokenRange range) const {
        const auto mark = [&](std::size_t i) { return m_text[i].kind == TokenKind::Punctuation; };
        while (range.first < range.end && mark(range.first)) ++range.first;
        while (range.first < range.end && mark(range.end - 1)) --range.end;
        return range;
    }

    // ---- an organ's heading ----

    SentenceReading underOrgan(TokenRange body) const {
        if (body.empty()) return {};
        if (const auto value = valueOf(body); value && value->effect == ValueEffect::Absent && !denied().empty())
            return deniedOf(*value);
        SentenceReading said = readRange(body);
        if (m_label.organ && subject().empty()) return said;
        SentenceReading whole = readWithSubject(body);
        if (said.triplets.empty()) return whole;
        std::erase_if(whole.triplets, [&](const ReadTriplet& triplet) { return !isOfSubject(triplet, said); });
        giveSubjectsPlace(said);
        keepToSubjectsSide(said);
        return together(std::move(whole), std::move(said));
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
        if (subject().empty())
            tokens.add(m_label.words);
        else
            tokens.add(subject(), m_label.words.first);
    }

    // What a quality says of the organ ("HEART: Enlarged with calcified aorta"), once.
    [[nodiscard]] bool isOfSubject(const ReadTriplet& triplet, const SentenceReading& said) const {
        const bool ofSubject = triplet.regionWords && triplet.regionWords->first >= m_label.words.first &&
                               triplet.regionWords->end <= m_label.words.end;
        return ofSubject && std::ranges::none_of(said.triplets, [&](const ReadTriplet& other) {
                   return m_ontology.findings[other.finding].tag == m_ontology.findings[triplet.finding].tag;
               });
    }

    // "LUNGS: A small nodule.": where nothing says where, it is in the organ.
    void giveSubjectsPlace(SentenceReading& said) const {
        const bool placeless = std::ranges::any_of(said.triplets, isPlaceless);
        if (!placeless) return;
        ComposedTokens tokens(m_text);
        addSubject(tokens);
        const SentenceReading organ = tokens.read(m_ontology);
        if (organ.places.empty()) return;
        for (ReadTriplet& triplet : said.triplets) {
            if (!isPlaceless(triplet)) continue;
            for (const BarePlace& place : organ.places)
                triplet.regions.insert(triplet.regions.end(), place.regions.begin(), place.regions.end());
            triplet.pointing = Pointing::Named;
            triplet.regionWords = Words{m_label.words.first, m_label.words.end};
        }
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

    static bool isPlaceless(const ReadTriplet& triplet) {
        return triplet.pointing == Pointing::Nowhere && triplet.existence != domain::Existence::Absent;
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

    // A label above the sentence lends its place and not its words.
    void keepInSentence(SentenceReading& reading) const {
        const auto inside = [&](const Words& words) {
            return words.first >= m_sentence.tokens.first && words.end <= m_sentence.tokens.end;
        };
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

    [[nodiscard]] bool speaksOf(TokenRange body) const {
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
