#include "ui/presenters/selection.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace asg::presenters {
namespace {

using domain::Analysis;
using domain::Link;
using domain::LinkedSentence;
using domain::RegionId;
using domain::SentenceId;
using domain::TagId;
using domain::Triplet;

template <typename Values, typename Value>
bool holds(const Values& values, const Value& value) {
    return std::ranges::find(values, value) != std::ranges::end(values);
}

void add(Selection& selection, const Triplet& triplet) {
    if (triplet.tag) selection.tags.insert(*triplet.tag);
}

Selection fromSentence(const domain::Report& report, SentenceId sentence) {
    Selection selection{sentence, {sentence}, {}, {}, {}};
    if (!std::ranges::any_of(report.sentences, [&](const auto& known) { return known.id == sentence; })) return {};
    const auto namesIt = [&](const Link& link) { return holds(link.sentences, sentence); };
    for (const auto& link : report.links)
        if (namesIt(link)) selection.regions.insert(link.regions.begin(), link.regions.end());
    for (const auto& triplet : report.triplets)
        if (triplet.sentence == sentence) add(selection, triplet);
    return selection;
}

/// Sentences whose links or triplets name the region, with their tags there.
Selection speakingOf(const domain::Report& report, RegionId region) {
    Selection selection;
    for (const auto& link : report.links)
        if (holds(link.regions, region)) selection.sentences.insert(link.sentences.begin(), link.sentences.end());
    for (const auto& triplet : report.triplets) {
        if (!holds(triplet.regions, region)) continue;
        selection.sentences.insert(triplet.sentence);
        add(selection, triplet);
    }
    return selection;
}

Selection fromRegion(const Analysis& analysis, RegionId region) {
    Selection selection;
    if (analysis.report)
        for (std::optional<RegionId> at = region; at && selection.sentences.empty(); at = domain::parentRegion(*at))
            selection = speakingOf(*analysis.report, *at);
    if (selection.sentences.empty() && domain::findRegion(analysis, region) == nullptr) return {};
    selection.seed = region;
    selection.regions = {region};
    return selection;
}

Selection fromTag(const Analysis& analysis, TagId tag) {
    if (tag.value >= analysis.tags.size()) return {};
    Selection selection{tag, {}, {}, {tag}, {}};
    if (!analysis.report) return selection;
    for (const auto& triplet : analysis.report->triplets) {
        if (triplet.tag != tag) continue;
        selection.sentences.insert(triplet.sentence);
        selection.regions.insert(triplet.regions.begin(), triplet.regions.end());
    }
    return selection;
}

/// The link speaks of a place of the triplet.
bool meet(const Triplet& triplet, const Link& link) {
    return std::ranges::any_of(triplet.regions, [&](auto region) { return holds(link.regions, region); });
}

Selection fromLink(const domain::Report& report, LinkedSentence linked) {
    const auto found = std::ranges::find(report.links, linked.link, &Link::id);
    if (found == report.links.end() || !holds(found->sentences, linked.sentence)) return {};
    Selection selection{linked, {linked.sentence}, {}, {}, linked};
    selection.regions.insert(found->regions.begin(), found->regions.end());
    for (const auto& triplet : report.triplets)
        if (triplet.sentence == linked.sentence && meet(triplet, *found)) add(selection, triplet);
    return selection;
}

/// Whether a sentence's share in a link is one of a seed's.
struct BelongsTo {
    const domain::Report& report;
    const Link& link;
    SentenceId sentence;

    bool operator()(SentenceId seed) const { return sentence == seed; }
    bool operator()(RegionId region) const { return holds(link.regions, region); }
    bool operator()(LinkedSentence seed) const { return seed == LinkedSentence{link.id, sentence}; }
    bool operator()(TagId tag) const {
        return std::ranges::any_of(report.triplets, [&](const Triplet& triplet) {
            return triplet.tag == tag && triplet.sentence == sentence && meet(triplet, link);
        });
    }
};

/// Sentence by sentence; of one sentence, link by link.
std::pair<SentenceId, domain::LinkId> placeInReport(LinkedSentence linked) {
    return {linked.sentence, linked.link};
}

}  // namespace

Selection select(const Analysis& analysis, const SelectionSeed& seed) {
    if (const auto* region = std::get_if<RegionId>(&seed)) return fromRegion(analysis, *region);
    if (const auto* tag = std::get_if<TagId>(&seed)) return fromTag(analysis, *tag);
    if (!analysis.report) return {};
    if (const auto* link = std::get_if<LinkedSentence>(&seed)) return fromLink(*analysis.report, *link);
    return fromSentence(*analysis.report, std::get<SentenceId>(seed));
}

std::vector<LinkedSentence> linksInOrder(const domain::Report& report) {
    std::vector<LinkedSentence> links;
    for (const auto& link : report.links)
        for (const auto sentence : link.sentences) links.push_back({link.id, sentence});
    std::ranges::sort(links, {}, placeInReport);
    return links;
}

std::vector<LinkedSentence> linksOf(const Analysis& analysis, const SelectionSeed& seed) {
    std::vector<LinkedSentence> links;
    if (!analysis.report) return links;
    for (const auto& link : analysis.report->links)
        for (const auto sentence : link.sentences)
            if (std::visit(BelongsTo{*analysis.report, link, sentence}, seed)) links.push_back({link.id, sentence});
    std::ranges::sort(links, {}, placeInReport);
    return links;
}

Selection selectLink(const Analysis& analysis, const SelectionSeed& seed, LinkedSentence link) {
    auto selection = fromLink(*analysis.report, link);
    selection.seed = seed;
    return selection;
}

std::optional<domain::Existence> strongest(std::span<const domain::Existence> existences) {
    using domain::Existence;
    for (const auto candidate : {Existence::Present, Existence::Uncertain, Existence::Absent})
        if (holds(existences, candidate)) return candidate;
    return std::nullopt;
}

domain::Existence existenceAt(const Analysis& analysis, const Selection& selection, RegionId region) {
    std::vector<domain::Existence> said;
    if (analysis.report)
        for (const auto& triplet : analysis.report->triplets)
            if ((selection.sentences.empty() || selection.sentences.contains(triplet.sentence)) &&
                holds(triplet.regions, region))
                said.push_back(triplet.existence);
    return strongest(said).value_or(domain::Existence::Present);
}

}  // namespace asg::presenters
