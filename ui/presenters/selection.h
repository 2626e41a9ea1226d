#pragma once

#include "core/domain/analysis.h"

#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

namespace asg::presenters {

/// What a selection grew from.
using SelectionSeed = std::variant<domain::SentenceId, domain::RegionId, domain::TagId, domain::LinkedSentence>;

/// The sentences, regions and tags that belong together; everything on the screen shows this one value.
struct Selection {
    std::optional<SelectionSeed> seed;
    std::set<domain::SentenceId> sentences;
    std::set<domain::RegionId> regions;  ///< as the report means them; some may not be in the picture
    std::set<domain::TagId> tags;
    /// The one sentence of one link that all of the above is: what a verdict judges. Nothing: the selection is none, or
    /// more than one.
    std::optional<domain::LinkedSentence> link;

    [[nodiscard]] bool empty() const { return !seed; }
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Everything that belongs to a seed, to be shown and not to be judged: without a link unless the seed is one. A
/// sentence brings the regions of all its links and its tags; a region its sentences (those of the nearest enclosing
/// region where nothing speaks of it) and their tags there; a tag its sentences and their regions for it; one sentence
/// of a link itself, the link's regions and the tags that it has there. A seed that the analysis does not know gives an
/// empty selection. Pure; any thread.
[[nodiscard]] Selection select(const domain::Analysis& analysis, const SelectionSeed& seed);

/// Every sentence's share in every link, in the report's order: sentence by sentence. Pure.
[[nodiscard]] std::vector<domain::LinkedSentence> linksInOrder(const domain::Report& report);

/// The links that belong to a seed, sentence by sentence, in the report's order. Pure.
[[nodiscard]] std::vector<domain::LinkedSentence> linksOf(const domain::Analysis& analysis, const SelectionSeed& seed);

/// One of the links of a seed and nothing beside it. `link` must be one of linksOf(). Pure.
[[nodiscard]] Selection selectLink(const domain::Analysis& analysis, const SelectionSeed& seed,
                                   domain::LinkedSentence link);

/// How the report means a region under a selection: present wins over uncertain, uncertain over absent; Present where
/// no triplet of the selected sentences speaks of it. Without a selection all sentences count.
[[nodiscard]] domain::Existence existenceAt(const domain::Analysis& analysis, const Selection& selection,
                                            domain::RegionId region);

/// The strongest of some existences; nothing when there is none.
[[nodiscard]] std::optional<domain::Existence> strongest(std::span<const domain::Existence> existences);

}  // namespace asg::presenters
