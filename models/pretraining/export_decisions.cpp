#include "models/pretraining/export_decisions.h"

#include "core/base/whole_number.h"
#include "core/domain/review.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asg::pretraining {
namespace {

using nlohmann::json;

std::string kindOf(const json& decision) {
    return decision.value("kind", std::string());
}

/// Counts the codes of the newest word on each sentence of a link.
void countRejectCodes(const std::vector<json>& decisions, Annotations& said) {
    std::map<std::pair<json, json>, std::string> codes;
    for (const auto& decision : decisions)
        if (kindOf(decision) == "link")
            for (const auto& sentence : decision.at("sentences"))
                codes[{sentence, decision.at("regions")}] = decision.value("code", std::string());
    for (const auto& [link, code] : codes)
        if (!code.empty()) ++said.rejectCodes[code];
}

void countAsked(const std::vector<json>& decisions, Annotations& said) {
    for (const auto& decision : decisions) {
        ++said.readers[decision.value("reader", std::string())];
        const auto asked = decision.find("asked");
        if (asked == decision.end() || asked->is_null()) continue;
        said.guidelines.emplace(asked->value("project", std::string()), asked->value("guideline", std::string()));
        if (asked->value("repeat", false)) ++said.repeats;
    }
}

/// Exports of earlier versions have one verdict for all sentences of a link.
void countVerdicts(const json& links, Annotations& said) {
    for (const auto& link : links) {
        const auto count = [&said](const json& verdict) {
            if (!verdict.is_null()) ++said.verdicts[verdict.get<std::string>()];
        };
        if (link.contains("verdicts")) {
            for (const auto& verdict : link.at("verdicts")) count(verdict);
        } else {
            for (std::size_t i = 0; i < link.at("sentences").size(); ++i) count(link.value("verdict", json()));
        }
    }
}

void countBoxes(const json& analysis, Annotations& said) {
    std::set<std::string> drawn;
    for (const auto& box : analysis.value("drawnBoxes", json::array()))
        drawn.insert(box.at("region").get<std::string>());
    if (!drawn.empty()) said.boxes["drawn"] += drawn.size();
    for (const auto& region : analysis.at("regions")) {
        const auto verdict = region.find("verdict");
        if (verdict == region.end() || verdict->is_null()) continue;
        if (!drawn.contains(region.at("name").get<std::string>())) ++said.boxes[verdict->get<std::string>()];
    }
}

}  // namespace

std::vector<json> decisionsInForce(const json& analysis) {
    const auto given = analysis.value("decisions", json::array());
    // From the last to the first: what takes back stands behind what it takes back.
    std::set<std::uint64_t> takenBack;
    std::vector<json> inForce;
    for (auto decision = given.rbegin(); decision != given.rend(); ++decision) {
        const auto number = decision->contains("sequence") ? base::wholeNumber<std::uint64_t>(decision->at("sequence"))
                                                           : std::uint64_t{0};
        if (number != 0 && takenBack.contains(number)) continue;
        if (kindOf(*decision) == "taken back") {
            takenBack.insert(base::wholeNumber<std::uint64_t>(decision->at("reverts")));
        } else if (kindOf(*decision) != "model seen") {
            inForce.push_back(*decision);
        }
    }
    std::ranges::reverse(inForce);
    return inForce;
}

Annotations countAnnotations(const json& analysis, const json& said) {
    Annotations annotations;
    const auto decisions = decisionsInForce(analysis);
    countAsked(decisions, annotations);
    countRejectCodes(decisions, annotations);
    countVerdicts(said.value("links", json::array()), annotations);
    countBoxes(analysis, annotations);
    return annotations;
}

}  // namespace asg::pretraining
