#pragma once

#include "core/base/resources.h"
#include "core/review/correction.h"
#include "core/review/readings.h"
#include "core/text/ontology.h"
#include "core/text/report_parser.h"

#include <QtGlobal>

#include <algorithm>
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

/// A decision that makes a sentence of parsed() say what `edit` makes of it.
template <typename Edit>
domain::ReviewDecision correction(domain::SentenceId sentence, Edit edit) {
    domain::ReviewDecision decision;
    decision.reader = "tester";
    auto before = review::readingOf(parsed(), sentence);
    auto after = before;
    edit(after);
    decision.correction = {parsed().sentences[sentence.value].span, std::move(before), std::move(after)};
    return decision;
}

inline domain::Report corrected(const std::vector<domain::ReviewDecision>& decisions) {
    return review::correctReport(parsed(), decisions).report;
}

}  // namespace asg::tests
