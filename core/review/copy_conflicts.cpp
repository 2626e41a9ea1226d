#include "core/review/copy_conflicts.h"

#include "core/base/whole_number.h"
#include "core/review/decision_json.h"
#include "core/review/in_force.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace asg::review {
namespace {

using nlohmann::ordered_json;

/// Reader, kind, thing.
using Subject = std::tuple<std::string, std::string, std::string>;

/// What a kind of decision is on, and what it says of it, by the keys of its JSON. A kind that is not here cannot
/// contradict another decision.
struct KindKeys {
    const char* kind;
    std::vector<const char*> thing;
    std::vector<const char*> said;
};

const std::vector<KindKeys>& kinds() {
    static const std::vector<KindKeys> table{
        {"link", {"report", "sentences", "regions"}, {"verdict", "code"}},
        {"box", {"region", "box"}, {"verdict"}},
        {"box drawn", {"region"}, {"after"}},
        {"correction", {"report", "sentence"}, {"after"}},
        {"change", {"report", "sentence", "change", "regions", "prior"}, {"verdict"}},
        {"measurement", {"drawnBy", "begun"}, {"after"}},
        {"finding", {"statedBy", "begun"}, {"after"}},
        {"key image", {"frame"}, {"marked"}}};
    return table;
}

std::string textOf(const ordered_json& decision, const std::vector<const char*>& keys) {
    ordered_json part = ordered_json::object();
    for (const char* key : keys)
        if (const auto found = decision.find(key); found != decision.end()) part[key] = *found;
    return part.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

struct Said {
    Subject subject;
    std::string words;
};

/// Numbers are a copy's own: what was begun by a decision is told by when that was, too.
std::string timeOfBeginning(const JournalCopy& copy, const ordered_json& number) {
    const auto* begun =
        number.is_number_unsigned() ? decisionOf(copy.decisions, base::wholeNumber<std::uint64_t>(number)) : nullptr;
    return begun == nullptr ? std::string() : begun->time;
}

/// Nothing where the decision contradicts none, or begins something new (a measurement, a finding).
std::optional<Said> saidBy(const domain::ReviewDecision& decision, const JournalCopy& copy) {
    auto object = decisionJson(decision);
    const auto kind = object.at("kind").get<std::string>();
    for (const auto& keys : kinds()) {
        if (kind != keys.kind) continue;
        const auto* first = keys.thing.front();
        if (!object.contains(first) || object.at(first).is_null()) return std::nullopt;
        object["begun"] = timeOfBeginning(copy, object.at(first));
        return Said{{decision.reader, kind, textOf(object, keys.thing)}, textOf(object, keys.said)};
    }
    return std::nullopt;
}

/// What a copy says of each subject in the end, and when that was decided or taken back.
std::map<Subject, ConflictSide> saidIn(const JournalCopy& copy) {
    std::map<Subject, ConflictSide> last;
    for (const auto& decision : copy.decisions)
        if (const auto* subject = subjectOf(copy.decisions, decision))
            if (const auto said = saidBy(*subject, copy)) last[said->subject] = {copy.journal, {}, decision.time};
    for (const auto* decision : inForce(copy.decisions))
        if (const auto said = saidBy(*decision, copy)) last[said->subject].said = said->words;
    return last;
}

/// What was decided, or taken back, in one copy behind what it shares with the other.
std::set<Subject> touchedApart(const JournalCopy& copy, const JournalCopy& other) {
    std::set<DecisionName> shared;
    for (const auto& decision : other.decisions) shared.insert(nameOf(decision));
    std::set<Subject> touched;
    for (const auto& decision : copy.decisions) {
        if (shared.contains(nameOf(decision))) continue;
        if (const auto* subject = subjectOf(copy.decisions, decision))
            if (auto said = saidBy(*subject, copy)) touched.insert(std::move(said->subject));
    }
    return touched;
}

}  // namespace

std::vector<CopyConflict> conflictsBetween(const std::vector<JournalCopy>& copies) {
    std::vector<CopyConflict> conflicts;
    for (std::size_t i = 0; i < copies.size(); ++i)
        for (std::size_t j = i + 1; j < copies.size(); ++j) {
            const auto first = saidIn(copies[i]);
            const auto second = saidIn(copies[j]);
            const auto alsoTouched = touchedApart(copies[j], copies[i]);
            for (const auto& subject : touchedApart(copies[i], copies[j])) {
                if (!alsoTouched.contains(subject) || first.at(subject).said == second.at(subject).said) continue;
                const auto& [reader, kind, thing] = subject;
                conflicts.push_back({copies[i].decisions.front().imageSha256, reader, kind, thing, first.at(subject),
                                     second.at(subject)});
            }
        }
    return conflicts;
}

}  // namespace asg::review
