#include "core/text/understanding.h"

#include "core/text/items.h"
#include "core/text/left_over.h"
#include "core/text/strange_findings.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace asg::text {
namespace {

domain::DoubtCode codeOf(bool missed, domain::Existence existence) {
    using domain::DoubtCode;
    switch (existence) {
        case domain::Existence::Present: return missed ? DoubtCode::WordsSayPresent : DoubtCode::WordsDoNotSayPresent;
        case domain::Existence::Absent: return missed ? DoubtCode::WordsSayAbsent : DoubtCode::WordsDoNotSayAbsent;
        case domain::Existence::Uncertain: break;
    }
    return missed ? DoubtCode::WordsSayUncertain : DoubtCode::WordsDoNotSayUncertain;
}

/// Gathers the signs of one statement.
class Weighing {
public:
    Weighing(const TokenText& text, const SentenceTokens& sentence, const SentenceReading& reading,
             const Ontology& ontology)
        : m_text(text), m_sentence(sentence), m_reading(reading), m_ontology(ontology) {}

    [[nodiscard]] Understanding weigh() {
        const auto items = matchItems(m_text.tokens, m_sentence.tokens.first, m_sentence.tokens.end, m_ontology);
        weighWords();
        weighStrange();
        weighContention();
        weighDoubt();
        if (m_reading.triplets.empty()) weighSilence(items);
        add(Sign::Several,
            static_cast<double>(std::ranges::count_if(
                m_reading.triplets, [&](const ReadTriplet& triplet) { return tagOf(triplet).has_value(); })));
        add(Sign::Length, static_cast<double>(items.size()));
        if (m_points < m_ontology.signs.enough()) return {};
        if (m_doubts.empty()) because(domain::DoubtCode::NothingRead);
        return {false, m_wordsLeft, std::move(m_doubts)};
    }

private:
    void add(Sign sign, double value) { m_points += m_ontology.signs.points(sign, value); }

    void because(domain::DoubtCode code, std::vector<std::string> arguments = {}) {
        m_doubts.push_back({code, std::move(arguments)});
    }

    [[nodiscard]] std::optional<domain::TagId> tagOf(const ReadTriplet& triplet) const {
        return m_ontology.findings[triplet.finding].tag;
    }

    void weighWords() {
        const auto words = wordsLeftOver(m_text, m_sentence, m_reading, m_ontology);
        if (!words) return;
        m_wordsLeft = true;
        add(Sign::LeftOver, 1);
        because(domain::DoubtCode::WordsLeftOver, {said(*words)});
    }

    // "No rib notching."
    void weighStrange() {
        const auto word = strangeFinding(m_text, m_sentence, m_ontology);
        if (!word) return;
        add(Sign::Strange, 1);
        because(domain::DoubtCode::UnknownWord, {said(*word)});
    }

    [[nodiscard]] std::string said(Words words) const {
        std::string said(m_text.words(words.first));
        for (std::size_t i = words.first + 1; i < words.end; ++i) said += " " + std::string(m_text.words(i));
        return said;
    }

    // "The heart is prominent, but probably within normal limits."
    void weighContention() {
        for (std::size_t k = 0; k < m_reading.triplets.size(); ++k)
            for (std::size_t j = 0; j < k; ++j) {
                if (!contend(m_reading.triplets[j], m_reading.triplets[k])) continue;
                add(Sign::Contend, 1);
                return because(domain::DoubtCode::StatementsContend,
                               {std::string(domain::tagName(*tagOf(m_reading.triplets[k])))});
            }
    }

    [[nodiscard]] bool contend(const ReadTriplet& a, const ReadTriplet& b) const {
        if (!tagOf(a) || tagOf(a) != tagOf(b) || a.existence == b.existence) return false;
        return a.regions.empty() || b.regions.empty() || std::ranges::any_of(a.regions, [&](domain::RegionId region) {
                   return std::ranges::find(b.regions, region) != b.regions.end();
               });
    }

    void weighDoubt() {
        std::vector<std::string> words;
        for (std::size_t i = m_sentence.tokens.first; i < m_sentence.tokens.end; ++i)
            if (m_text[i].kind == TokenKind::Word) words.push_back(foldWord(m_text.words(i)));
        std::set<Said> said;
        for (const ReadTriplet& triplet : m_reading.triplets)
            if (const auto tag = tagOf(triplet)) said.insert({*tag, triplet.existence});
        const auto doubt = m_ontology.wordReader.doubtOf(words, said);
        if (m_ontology.signs.points(Sign::Doubt, doubt.nats) == 0) return;
        add(Sign::Doubt, doubt.nats);
        because(codeOf(doubt.missed, doubt.about.existence), {std::string(domain::tagName(doubt.about.tag))});
    }

    void weighSilence(const std::vector<Item>& items) {
        add(Sign::Nothing, 1);
        const auto any = [&](Kind kind) {
            return std::ranges::any_of(items, [&](const Item& item) { return item.is(kind); });
        };
        const bool number = std::ranges::any_of(
            items, [&](const Item& item) { return m_text[item.firstToken].kind == TokenKind::Number; });
        if (number && (any(Kind::Place) || m_sentence.label)) add(Sign::Number, 1);
        if (any(Kind::Side)) add(Sign::Side, 1);
        if (saysSize()) add(Sign::Size, 1);
    }

    // "The largest measures 2.3 cm."
    [[nodiscard]] bool saysSize() const {
        for (std::size_t i = m_sentence.tokens.first; i + 1 < m_sentence.tokens.end; ++i)
            if (m_text[i].kind == TokenKind::Number && (m_text.words(i + 1) == "cm" || m_text.words(i + 1) == "mm"))
                return true;
        return false;
    }

    const TokenText& m_text;
    const SentenceTokens& m_sentence;
    const SentenceReading& m_reading;
    const Ontology& m_ontology;
    int m_points = 0;
    bool m_wordsLeft = false;
    std::vector<domain::Doubt> m_doubts;
};

}  // namespace

Understanding understandingOf(const TokenText& text, const SentenceTokens& sentence, const SentenceReading& reading,
                              const Ontology& ontology) {
    for (std::size_t i = sentence.tokens.first; i < sentence.tokens.end; ++i)
        if (boxAt(text, i)) return {};  // a box says what holds, whatever its words are
    return Weighing(text, sentence, reading, ontology).weigh();
}

}  // namespace asg::text
