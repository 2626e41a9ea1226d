#include "core/review/decision_json.h"

#include <nlohmann/json.hpp>

#include <string>

namespace asg::review {

using nlohmann::ordered_json;

ordered_json decisionJson(const domain::ReviewDecision& decision) {
    auto spans = ordered_json::array();
    for (const auto& span : decision.spans) spans.push_back({span.start, span.end});
    auto regions = ordered_json::array();
    for (const auto region : decision.regions) regions.push_back(domain::regionName(region));
    ordered_json object{{"sequence", decision.sequence},   {"time", decision.time},
                        {"reader", decision.reader},       {"verdict", domain::name(decision.verdict)},
                        {"spans", std::move(spans)},       {"regions", std::move(regions)},
                        {"reason", decision.reason},       {"image", decision.imageSha256},
                        {"report", decision.reportSha256}, {"model", decision.modelSha256}};
    if (decision.reverts != 0) object["reverts"] = decision.reverts;
    return object;
}

base::Result<domain::ReviewDecision> decisionFromJson(const ordered_json& object) {
    const auto invalid = [](const std::string& why) { return base::Error{base::ErrorCode::InvalidData, why}; };
    try {
        domain::ReviewDecision decision;
        decision.sequence = object.at("sequence").get<std::uint64_t>();
        decision.time = object.at("time").get<std::string>();
        decision.reader = object.at("reader").get<std::string>();
        const auto verdict = domain::reviewVerdictFromName(object.at("verdict").get<std::string>());
        if (!verdict) return invalid("unknown verdict \"" + object.at("verdict").get<std::string>() + "\"");
        decision.verdict = *verdict;
        for (const auto& span : object.at("spans"))
            decision.spans.push_back({span.at(0).get<std::size_t>(), span.at(1).get<std::size_t>()});
        for (const auto& named : object.at("regions")) {
            const auto region = domain::regionFromName(named.get<std::string>());
            if (!region) return invalid("unknown region \"" + named.get<std::string>() + "\"");
            decision.regions.push_back(*region);
        }
        decision.reason = object.at("reason").get<std::string>();
        decision.imageSha256 = object.at("image").get<std::string>();
        decision.reportSha256 = object.at("report").get<std::string>();
        decision.modelSha256 = object.at("model").get<std::string>();
        decision.reverts = object.value("reverts", std::uint64_t{0});
        return decision;
    } catch (const nlohmann::json::exception& failure) {
        return invalid(failure.what());
    }
}

}  // namespace asg::review
