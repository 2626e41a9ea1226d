#include "core/datasets/label_anchors.h"

#include "core/datasets/quotations.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace asg::datasets {
namespace {

using domain::RegionId;
using domain::Side;
using domain::TextSpan;
using domain::Triplet;

constexpr unsigned kLeft = 1;
constexpr unsigned kRight = 2;

bool overlap(TextSpan a, TextSpan b) {
    return a.start < b.end && b.start < a.end;
}

unsigned bitsOf(std::optional<Side> side) {
    if (!side) return 0;
    if (*side == Side::Both) return kLeft | kRight;
    return *side == Side::Left ? kLeft : kRight;
}

std::optional<Side> sideOf(unsigned bits) {
    if (bits == 0) return std::nullopt;
    if (bits == (kLeft | kRight)) return Side::Both;
    return bits == kLeft ? Side::Left : Side::Right;
}

unsigned sidesOf(const std::vector<RegionId>& regions) {
    unsigned bits = 0;
    for (const auto region : regions) bits |= bitsOf(domain::regionSide(region));
    return bits;
}

// The functions below take labels (ImportedFinding) and triplets: both have regions, implied, laterality.

/// The sides that a statement says, by a word or by a place.
template <typename Statement>
unsigned saidSides(const Statement& statement) {
    if (statement.laterality) return bitsOf(statement.laterality);
    return statement.implied ? 0 : sidesOf(statement.regions);
}

template <typename Statement>
bool saysPlace(const Statement& statement) {
    return statement.laterality || (!statement.implied && !statement.regions.empty());
}

bool isPartOf(RegionId part, RegionId whole) {
    return part == whole || domain::parentRegion(part) == whole;
}

bool related(const std::vector<RegionId>& a, const std::vector<RegionId>& b) {
    return std::ranges::any_of(a, [&](RegionId one) {
        return std::ranges::any_of(b, [&](RegionId other) { return isPartOf(one, other) || isPartOf(other, one); });
    });
}

bool otherSide(const ImportedFinding& label, const Triplet& words) {
    const unsigned ofLabel = saidSides(label);
    const unsigned ofWords = saidSides(words);
    return ofLabel != 0 && ofWords != 0 && (ofLabel & ofWords) == 0;
}

bool otherPlace(const ImportedFinding& label, const Triplet& words) {
    const bool bothSaid = !label.implied && !words.implied && !label.regions.empty() && !words.regions.empty();
    return bothSaid && !related(label.regions, words.regions);
}

std::vector<RegionId> onSide(std::vector<RegionId> regions, std::optional<Side> side) {
    if (side)
        std::erase_if(regions, [&](RegionId region) {
            const unsigned ofRegion = bitsOf(domain::regionSide(region));
            return ofRegion != 0 && (ofRegion & bitsOf(side)) == 0;
        });
    return regions;
}

// The place that the label names; where it names none, that of the words, on the label's side where it says one.
void takePlace(Triplet& triplet, const ImportedFinding& label) {
    const bool named = !label.implied && !label.regions.empty();
    // Where a denied finding would have been is not where it is.
    const bool overruled = !saysPlace(triplet) && triplet.existence != label.existence;
    std::vector<RegionId> kept;
    if (!named && !overruled) kept = onSide(triplet.regions, label.laterality);
    if (!kept.empty()) {
        triplet.regions = std::move(kept);
    } else if (!label.regions.empty()) {
        if (!related(triplet.regions, label.regions)) triplet.regionSpan.reset();
        triplet.regions = label.regions;
        triplet.implied = label.implied;
    }
    if (label.laterality)
        triplet.laterality = label.laterality;
    else if (named)
        triplet.laterality = sideOf(sidesOf(label.regions));
}

Triplet labelled(Triplet triplet, const ImportedFinding& label) {
    takePlace(triplet, label);
    if (triplet.existence != label.existence) {  // what the words say of the finding is overruled
        triplet.certainty.reset();
        triplet.cueSpan.reset();
        triplet.severity.reset();
        triplet.change.reset();
    }
    if (label.severity) triplet.severity = label.severity;
    triplet.finding = label.label;
    triplet.tag = label.tag;
    triplet.existence = label.existence;
    triplet.imported = true;
    return triplet;
}

void addPlace(Triplet& triplet, const ImportedFinding& label) {
    if (!saysPlace(label)) return;
    if (!saysPlace(triplet)) return takePlace(triplet, label);
    const unsigned sides = bitsOf(triplet.laterality) | saidSides(label);
    for (const auto region : label.regions) {
        auto& known = triplet.regions;
        if (std::ranges::any_of(known, [&](RegionId other) { return isPartOf(other, region); })) continue;
        std::erase_if(known, [&](RegionId other) { return isPartOf(region, other); });
        known.push_back(region);
    }
    triplet.implied = triplet.implied && label.implied;
    triplet.laterality = sideOf(sides);
}

class Anchors {
public:
    Anchors(const std::vector<ImportedFinding>& labels, const domain::Report& report,
            const std::vector<Triplet>& parsed)
        : m_labels(labels),
          m_report(report),
          m_parsed(parsed),
          m_labelOf(parsed.size()),
          m_placed(labels.size(), false),
          m_tripletOf(parsed.size(), 0) {
        const Quotations quotations(report.text);
        for (const auto& label : labels) m_quotes.push_back(quotations.find(label.text));
    }

    std::vector<Triplet> run() {
        const auto matches = findMatches();
        for (const auto& m : matches)
            if (!m_placed[m.label] && !m_labelOf[m.words]) place(m);
        for (const auto& m : matches)
            if (m_placed[m.label] && !m_labelOf[m.words] && saysTheSame(m)) place(m);
        collect();
        for (std::size_t i = 0; i < m_labels.size(); ++i)
            if (!m_placed[i]) placeOnQuotation(i);
        for (const auto& m : matches)
            if (!m_placed[m.label] && m_labels[*m_labelOf[m.words]].existence == m_labels[m.label].existence) join(m);
        return std::move(m_triplets);
    }

private:
    struct Match {
        std::size_t label = 0;
        std::size_t words = 0;
        int fit = 0;
    };

    [[nodiscard]] std::vector<Match> findMatches() const {
        std::vector<Match> matches;
        for (std::size_t i = 0; i < m_labels.size(); ++i)
            for (std::size_t k = 0; k < m_parsed.size(); ++k)
                if (m_labels[i].tag == m_parsed[k].tag)
                    if (const auto fit = fitOf(i, m_parsed[k])) matches.push_back({i, k, *fit});
        std::ranges::stable_sort(matches, std::greater(), &Match::fit);
        return matches;
    }

    [[nodiscard]] std::optional<int> fitOf(std::size_t i, const Triplet& words) const {
        constexpr int kQuoted = 8;
        constexpr int kSamePlace = 4;
        constexpr int kRelatedPlace = 2;
        constexpr int kSameExistence = 1;
        const ImportedFinding& label = m_labels[i];
        const bool quoted =
            std::ranges::any_of(m_quotes[i], [&](TextSpan span) { return overlap(span, words.findingSpan); });
        if (otherSide(label, words) || (!quoted && otherPlace(label, words))) return std::nullopt;
        int fit = quoted ? kQuoted : 0;
        if (!label.regions.empty() && std::ranges::is_permutation(label.regions, words.regions))
            fit += kSamePlace;
        else if (related(label.regions, words.regions))
            fit += kRelatedPlace;
        return fit + (label.existence == words.existence ? kSameExistence : 0);
    }

    void place(const Match& match) {
        m_labelOf[match.words] = match.label;
        m_placed[match.label] = true;
    }

    [[nodiscard]] bool saysTheSame(const Match& match) const {
        return m_labels[match.label].existence == m_parsed[match.words].existence;
    }

    void collect() {
        for (std::size_t k = 0; k < m_parsed.size(); ++k) {
            if (!m_labelOf[k]) continue;
            m_tripletOf[k] = m_triplets.size();
            m_triplets.push_back(labelled(m_parsed[k], m_labels[*m_labelOf[k]]));
        }
    }

    void placeOnQuotation(std::size_t i) {
        const ImportedFinding& label = m_labels[i];
        for (const auto& span : m_quotes[i]) {
            const bool taken = std::ranges::any_of(
                m_triplets, [&](const auto& t) { return t.tag == label.tag && overlap(t.findingSpan, span); });
            const auto* sentence = sentenceAt(span.start);
            if (taken || sentence == nullptr) continue;
            Triplet triplet;
            triplet.sentence = sentence->id;
            triplet.findingSpan = {span.start, std::min(span.end, sentence->span.end)};
            triplet.existence = label.existence;
            m_triplets.push_back(labelled(std::move(triplet), label));
            m_placed[i] = true;
            return;
        }
    }

    [[nodiscard]] const domain::Sentence* sentenceAt(std::size_t codePoint) const {
        const auto found = std::ranges::find_if(m_report.sentences, [&](const auto& sentence) {
            return codePoint >= sentence.span.start && codePoint < sentence.span.end;
        });
        return found == m_report.sentences.end() ? nullptr : &*found;
    }

    void join(const Match& match) {
        addPlace(m_triplets[m_tripletOf[match.words]], m_labels[match.label]);
        m_placed[match.label] = true;
    }

    const std::vector<ImportedFinding>& m_labels;
    const domain::Report& m_report;
    const std::vector<Triplet>& m_parsed;
    std::vector<std::vector<TextSpan>> m_quotes;        ///< by label
    std::vector<std::optional<std::size_t>> m_labelOf;  ///< by parsed triplet
    std::vector<bool> m_placed;                         ///< by label
    std::vector<std::size_t> m_tripletOf;               ///< by parsed triplet that has a label
    std::vector<Triplet> m_triplets;
};

}  // namespace

std::vector<Triplet> anchoredLabels(const std::vector<ImportedFinding>& labels, const domain::Report& report,
                                    const std::vector<Triplet>& parsed) {
    return Anchors(labels, report, parsed).run();
}

}  // namespace asg::datasets
