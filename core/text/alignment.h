#pragma once

#include "core/domain/report.h"
#include "core/text/sentence_reader.h"

#include <optional>
#include <span>
#include <vector>

namespace asg::text {

using domain::PairMode;

/// One place that one sentence points at, with the words that do so.
struct Pointer {
    domain::SentenceId sentence;
    std::vector<domain::RegionId> regions;
    Pointing pointing = Pointing::Named;
    bool sideSaid = false;
    bool denial = false;  ///< it comes from a denied finding
    std::vector<domain::TextSpan> spans;
};

/// The links of a report by the rules of docs/report-conventions.md §3, in reading order, at most
/// domain::kMaximumLinks. `sentences` gives the whole spans: a sentence that points at one place alone is that link's
/// whole.
[[nodiscard]] std::vector<domain::Link> align(std::span<const Pointer> pointers,
                                              std::span<const domain::Sentence> sentences, PairMode mode);

/// The sentences that no link names, in order: nothing to point at.
[[nodiscard]] std::vector<domain::SentenceId> withoutLink(std::span<const domain::Sentence> sentences,
                                                          std::span<const domain::Link> links);

/// What a reader must know where the slots did not suffice ("too-many-links").
[[nodiscard]] domain::Warning tooManyLinks();

}  // namespace asg::text
