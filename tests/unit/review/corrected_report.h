#pragma once

#include "core/base/resources.h"
#include "core/review/correction.h"
#include "core/review/readings.h"
#include "core/text/ontology.h"
#include "core/text/report_parser.h"

#include <QtGlobal>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asg::tests {

/// A report of five sentences: an implied place, a denial, a named place, a place without a finding, and a sentence
/// that shares its link with another.
inline constexpr const char* kText =
    "FINDINGS: The heart is enlarged. No pneumothorax. Opacity in the left lower lobe. The trachea is midline. "
    "Left basilar atelectasis.";
inline constexpr domain::SentenceId kHeart(0);
inline constexpr domain::SentenceId kPneumothorax(1);
inline constexpr domain::SentenceId kOpacity(2);
inline constexpr domain::SentenceId kTrachea(3);
inline constexpr domain::SentenceId kAtelectasis(4);

inline const text::ReportParser& parser() {
    static const auto loaded = text::ReportParser::load(base::resourceFolder() / "ontology");
    if (!loaded) qFatal("%s", loaded.error().text.c_str());
    return *loaded;
}

inline const domain::Report& parsed() {
    static const auto report = parser().parse(kText);
    return report;
}

/// As a session holds it.
inline std::shared_ptr<const domain::Report> sharedParsed() {
    return {std::shared_ptr<const domain::Report>(), &parsed()};
}

inline const text::Finding& finding(const std::string& name) {
    const auto& all = parser().findings();
    const auto found = std::ranges::find(all, name, &text::Finding::name);
    if (found == all.end()) qFatal("no finding %s", name.c_str());
    return *found;
}

inline domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

inline domain::TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

inline std::uint64_t nextSequence() {
    static std::uint64_t sequence = 0;
    return ++sequence;
}

/// A decision that makes a sentence of parsed() say what `edit` makes of it.
template <typename Edit>
domain::ReviewDecision correction(domain::SentenceId corrected, Edit edit) {
    domain::ReviewDecision decision;
    decision.sequence = nextSequence();
    decision.reader = "tester";
    auto before = review::readingOf(parsed(), corrected);
    auto after = before;
    edit(after);
    decision.content =
        domain::Correction{parsed().sentences[corrected.value].span, std::move(before), std::move(after)};
    return decision;
}

/// What a decision says a sentence says.
inline domain::Correction& correctionIn(domain::ReviewDecision& decision) {
    return std::get<domain::Correction>(decision.content);
}

inline domain::Report corrected(const std::vector<domain::ReviewDecision>& decisions) {
    return review::correctReport(parsed(), decisions).report;
}

}  // namespace asg::tests
