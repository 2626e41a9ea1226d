#include "core/review/own_reading_json.h"

#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "core/review/in_force.h"
#include "core/review/reading_json.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>

namespace asg::review {
namespace {

using domain::Existence;
using domain::ModelSeen;
using domain::Statement;
using domain::StatementChange;
using nlohmann::ordered_json;

Existence existenceNamed(const std::string& said) {
    for (const auto existence : {Existence::Present, Existence::Absent, Existence::Uncertain})
        if (domain::name(existence) == said) return existence;
    throw std::invalid_argument("unknown existence \"" + said + "\"");
}

Statement statementFromJson(const ordered_json& object) {
    return {object.at("finding").get<std::string>(), existenceNamed(object.at("existence").get<std::string>()),
            regionsFromJson(object.at("regions"))};
}

ordered_json statementsJson(const std::vector<StandingStatement>& statements) {
    auto list = ordered_json::array();
    for (const auto& statement : statements) {
        ordered_json object{{"id", statement.id}, {"decision", statement.decision}};
        object.update(statementJson(statement.content));
        list.push_back(std::move(object));
    }
    return list;
}

/// Whether a decision before it made what it changes or takes away.
bool isOfStatement(const StatementChange& change, std::span<const domain::ReviewDecision> earlier) {
    if (change.statedBy == 0) return change.after.has_value();
    const auto* stated = decisionOf(earlier, change.statedBy);
    const auto* stating = stated == nullptr ? nullptr : stated->as<StatementChange>();
    return stating != nullptr && stating->statedBy == 0;
}

}  // namespace

ordered_json statementJson(const Statement& statement) {
    return {{"finding", statement.finding},
            {"existence", domain::name(statement.existence)},
            {"regions", text::regionNamesJson(statement.regions)}};
}

ordered_json seenKindsJson(const std::vector<domain::SeenKind>& kinds) {
    auto list = ordered_json::array();
    for (const auto kind : kinds) list.push_back(domain::name(kind));
    return list;
}

base::Result<StatementChange> statementChangeFromJson(const ordered_json& object,
                                                      std::span<const domain::ReviewDecision> earlier) {
    StatementChange change;
    if (const auto& statedBy = object.at("statedBy"); !statedBy.is_null())
        change.statedBy = base::wholeNumber<std::uint64_t>(statedBy);
    if (const auto& after = object.at("after"); !after.is_null()) {
        change.after = statementFromJson(after);
        if (auto wrong = domain::whatIsWrongWith(*change.after); !wrong.empty())
            return base::Error{base::ErrorCode::InvalidData, std::move(wrong)};
    }
    if (!isOfStatement(change, earlier))
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "it changes a finding that was not stated")}};
    return change;
}

ModelSeen modelSeenFromJson(const ordered_json& object) {
    ModelSeen seen;
    for (const auto& said : object.at("kinds")) {
        const auto kind = domain::seenKindFromName(said.get<std::string>());
        if (!kind) throw std::invalid_argument("unknown kind of what was seen " + said.dump());
        if (!seen.kinds.empty() && seen.kinds.back() >= *kind)
            throw std::invalid_argument("the kinds of what was seen are not in their order");
        seen.kinds.push_back(*kind);
    }
    if (seen.kinds.empty()) throw std::invalid_argument("nothing was seen");
    return seen;
}

ordered_json ownReadingJson(const OwnReading& reading) {
    auto committed = ordered_json::array();
    for (const auto& commit : reading.committed)
        committed.push_back({{"decision", commit.decision},
                             {"time", commit.time},
                             {"unaided", commit.unaided},
                             {"withdrawn", commit.withdrawn},
                             {"statements", statementsJson(commit.statements)}});
    return {{"statements", statementsJson(reading.statements)},
            {"committed", std::move(committed)},
            {"revised", reading.isRevised}};
}

}  // namespace asg::review
