#include "core/text/alignment.h"

#include <algorithm>
#include <map>
#include <set>

namespace asg::text {
namespace {

using domain::RegionId;

/// One slot's worth of a pointer: regions of one kind.
struct Part {
    const Pointer* pointer = nullptr;
    std::vector<RegionId> regions;
};

bool isHeartOrMediastinum(RegionId region) {
    static const std::set<std::string_view> names{"cardiac silhouette", "mediastinum", "upper mediastinum",
                                                  "right atrium",       "svc",         "cavoatrial junction"};
    return names.contains(domain::regionName(region));
}

std::vector<Part> split(const Pointer& pointer, PairMode mode) {
    std::vector<Part> parts;
    for (const RegionId region : pointer.regions) {
        const auto same = std::ranges::find_if(parts, [&](const Part& part) {
            return mode == PairMode::Merge && domain::mirroredRegion(part.regions.front()) == region;
        });
        if (same == parts.end())
            parts.push_back({&pointer, {region}});
        else
            same->regions.push_back(region);
    }
    for (Part& part : parts) std::ranges::sort(part.regions);
    return parts;
}

class Aligner {
public:
    Aligner(std::span<const Pointer> pointers, std::span<const domain::Sentence> sentences, PairMode mode)
        : m_sentences(sentences) {
        for (const Pointer& pointer : pointers)
            for (Part& part : split(pointer, mode)) {
                m_slotsOf[pointer.sentence].insert(part.regions);
                m_parts.push_back(std::move(part));
            }
    }

    std::vector<domain::Link> run() {
        for (const Part& part : m_parts) add(part);
        for (domain::Link& link : m_links) finish(link);
        return std::move(m_links);
    }

private:
    void add(const Part& part) {
        const auto [slot, isNew] = m_slots.try_emplace(part.regions, m_links.size());
        if (isNew && m_links.size() == domain::kMaximumLinks) {
            m_slots.erase(slot);
            return;
        }
        if (isNew) m_links.push_back(newLink(part));
        domain::Link& link = m_links[slot->second];
        // Once each in the end: a search here would take quadratic time in a long report.
        if (link.sentences.empty() || link.sentences.back() != part.pointer->sentence)
            link.sentences.push_back(part.pointer->sentence);
        addSpans(link, part);
        addRules(link, part);
    }

    [[nodiscard]] domain::Link newLink(const Part& part) const {
        domain::Link link;
        link.id = domain::LinkId(static_cast<std::uint32_t>(m_links.size()));
        link.regions = part.regions;
        link.origin = originOf(part);
        return link;
    }

    static bool pair(const Part& part) { return part.regions.size() == 2; }

    static domain::LinkOrigin originOf(const Part& part) {
        switch (part.pointer->pointing) {
            case Pointing::Implied: return domain::LinkOrigin::Implied;
            case Pointing::Enclosing: return domain::LinkOrigin::Enclosing;
            default: break;
        }
        return pair(part) && !part.pointer->sideSaid ? domain::LinkOrigin::BothSides : domain::LinkOrigin::Named;
    }

    void addSpans(domain::Link& link, const Part& part) const {
        const domain::SentenceId sentence = part.pointer->sentence;
        if (m_slotsOf.at(sentence).size() == 1) {
            link.spans.push_back(m_sentences[sentence.value].span);
        } else {
            link.spans.insert(link.spans.end(), part.pointer->spans.begin(), part.pointer->spans.end());
        }
    }

    void addRules(domain::Link& link, const Part& part) const {
        std::set<int> rules(link.rules.begin(), link.rules.end());
        switch (part.pointer->pointing) {
            case Pointing::Named:
            case Pointing::Inherited: rules.insert(1); break;
            case Pointing::Enclosing: rules.insert(2); break;
            case Pointing::Implied: rules.insert(part.pointer->denial ? 4 : 9); break;
            case Pointing::Nowhere: break;
        }
        if (pair(part) || domain::regionSide(part.regions.front())) {
            if (!part.pointer->sideSaid) rules.insert(3);
        }
        if (m_slotsOf.at(part.pointer->sentence).size() > 1) rules.insert(5);
        if (link.sentences.front() != link.sentences.back()) rules.insert(6);
        if (std::ranges::any_of(link.regions, isHeartOrMediastinum)) rules.insert(7);
        link.rules.assign(rules.begin(), rules.end());
    }

    static void finish(domain::Link& link) {
        std::ranges::sort(link.spans);
        link.spans.erase(std::unique(link.spans.begin(), link.spans.end()), link.spans.end());
        std::ranges::sort(link.sentences);
        link.sentences.erase(std::unique(link.sentences.begin(), link.sentences.end()), link.sentences.end());
    }

    std::span<const domain::Sentence> m_sentences;
    std::vector<Part> m_parts;
    std::map<domain::SentenceId, std::set<std::vector<RegionId>>> m_slotsOf;
    std::map<std::vector<RegionId>, std::size_t> m_slots;
    std::vector<domain::Link> m_links;
};

}  // namespace

std::vector<domain::Link> align(std::span<const Pointer> pointers, std::span<const domain::Sentence> sentences,
                                PairMode mode) {
    return Aligner(pointers, sentences, mode).run();
}

std::vector<domain::SentenceId> withoutLink(std::span<const domain::Sentence> sentences,
                                            std::span<const domain::Link> links) {
    std::set<domain::SentenceId> linked;
    for (const domain::Link& link : links) linked.insert(link.sentences.begin(), link.sentences.end());
    std::vector<domain::SentenceId> without;
    for (const domain::Sentence& sentence : sentences)
        if (!linked.contains(sentence.id)) without.push_back(sentence.id);
    return without;
}

domain::Warning tooManyLinks() {
    return {domain::WarningCode::TooManyLinks};
}

}  // namespace asg::text
