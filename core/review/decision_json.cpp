#include "core/review/decision_json.h"

#include "core/review/reading_json.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace asg::review {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::ordered_json;

void addVerdict(ordered_json& object, const domain::ReviewDecision& decision) {
    auto spans = ordered_json::array();
    for (const auto& span : decision.spans) spans.push_back(text::spanJson(span));
    object["verdict"] = domain::name(decision.verdict);
    object["spans"] = std::move(spans);
    object["regions"] = text::regionNamesJson(decision.regions);
}

void addCorrection(ordered_json& object, const domain::Correction& correction) {
    object["verdict"] = nullptr;
    object["sentence"] = text::spanJson(correction.sentence);
    object["before"] = readingJson(correction.before);
    object["after"] = correction.after ? readingJson(*correction.after) : ordered_json(nullptr);
}

Result<void> readVerdict(const ordered_json& object, domain::ReviewDecision& decision) {
    const auto said = object.at("verdict").get<std::string>();
    const auto verdict = domain::reviewVerdictFromName(said);
    if (!verdict) return Error{ErrorCode::InvalidData, "unknown verdict \"" + said + "\""};
    decision.verdict = *verdict;
    for (const auto& span : object.at("spans")) decision.spans.push_back(spanFromJson(span));
    decision.regions = regionsFromJson(object.at("regions"));
    return {};
}

Result<void> readCorrection(const ordered_json& object, domain::ReviewDecision& decision) {
    domain::Correction correction;
    correction.sentence = spanFromJson(object.at("sentence"));
    auto before = readingFromJson(object.at("before"));
    if (!before) return before.error();
    correction.before = std::move(*before);
    if (const auto& said = object.at("after"); !said.is_null()) {
        auto after = readingFromJson(said);
        if (!after) return after.error();
        correction.after = std::move(*after);
    }
    decision.verdict = domain::ReviewVerdict::Withdrawn;
    decision.correction = std::move(correction);
    return {};
}

Result<void> readWhatItSays(const ordered_json& object, domain::ReviewDecision& decision) {
    // Journals of before there were corrections name no kind.
    const auto kind = object.value("kind", std::string(domain::name(domain::DecisionKind::Verdict)));
    if (kind == domain::name(domain::DecisionKind::Verdict)) return readVerdict(object, decision);
    if (kind == domain::name(domain::DecisionKind::Correction)) return readCorrection(object, decision);
    return Error{ErrorCode::Unsupported, "a decision of the kind \"" + kind + "\""};
}

Result<domain::ReviewDecision> readDecision(const ordered_json& object) {
    domain::ReviewDecision decision;
    decision.sequence = object.at("sequence").get<std::uint64_t>();
    decision.time = object.at("time").get<std::string>();
    decision.reader = object.at("reader").get<std::string>();
    decision.reason = object.at("reason").get<std::string>();
    decision.imageSha256 = object.at("image").get<std::string>();
    decision.reportSha256 = object.at("report").get<std::string>();
    decision.modelSha256 = object.at("model").get<std::string>();
    decision.reverts = object.value("reverts", std::uint64_t{0});
    if (auto read = readWhatItSays(object, decision); !read) return read.error();
    return decision;
}

}  // namespace

ordered_json decisionJson(const domain::ReviewDecision& decision) {
    ordered_json object{{"sequence", decision.sequence},
                        {"time", decision.time},
                        {"reader", decision.reader},
                        {"kind", domain::name(decision.kind())}};
    if (decision.correction)
        addCorrection(object, *decision.correction);
    else
        addVerdict(object, decision);
    object["reason"] = decision.reason;
    object["image"] = decision.imageSha256;
    object["report"] = decision.reportSha256;
    object["model"] = decision.modelSha256;
    if (decision.reverts != 0) object["reverts"] = decision.reverts;
    return object;
}

Result<domain::ReviewDecision> decisionFromJson(const ordered_json& object) {
    try {
        return readDecision(object);
    } catch (const nlohmann::json::exception& failure) {
        return Error{ErrorCode::InvalidData, failure.what()};
    } catch (const std::invalid_argument& failure) {
        return Error{ErrorCode::InvalidData, failure.what()};
    }
}

}  // namespace asg::review
