#include "core/review/review_state.h"

#include "core/review/correction.h"
#include "core/review/journal_copies.h"
#include "core/review/key_images.h"
#include "core/review/readers.h"
#include "core/review/standing.h"
#include "core/review/standing_boxes.h"

#include <span>
#include <utility>

namespace asg::review {
namespace {

/// Of what the report shows, perhaps as one reader corrected it, the verdicts of another one.
std::map<domain::LinkedSentence, domain::ReviewVerdict> verdictsOn(const domain::Report& report,
                                                                   std::span<const domain::ReviewDecision> given) {
    std::map<domain::LinkedSentence, domain::ReviewVerdict> verdicts;
    for (const auto& [judged, decision] : standingVerdicts(report, given))
        verdicts[judged] = decision.as<domain::LinkVerdict>()->verdict;
    return verdicts;
}

std::map<domain::RegionId, base::Box> drawnBoxesOf(std::span<const domain::ReviewDecision> given) {
    std::map<domain::RegionId, base::Box> boxes;
    for (const auto& [region, decision] : standingDrawnBoxes(given))
        boxes[region] = *decision.as<domain::BoxCorrection>()->after;
    return boxes;
}

void addReport(ReviewState& state, const CorrectedAnalysis& analysis, const DecisionsOnReport& decisions) {
    state.report = {analysis.shown, &*analysis.shown->report};
    state.corrections = analysis.corrections;
    for (const auto& [judged, decision] : standingVerdicts(*state.report, decisions.given)) {
        const auto& verdict = *decision.as<domain::LinkVerdict>();
        state.verdicts[judged] = verdict.verdict;
        if (verdict.code) state.codes[judged] = *verdict.code;
        if (!decision.reason.empty()) state.reasons[judged] = decision.reason;
    }
    state.changes = standingChanges(*state.report, decisions.given);
    state.notKept = notKept(*state.report, decisions);
}

void addBoxes(ReviewState& state, const domain::Analysis& analysis) {
    state.boxes = standingBoxes(analysis.regions, state.history);
    for (auto& warning : boxesNotKept(analysis.regions, state.history)) state.notKept.push_back(std::move(warning));
}

OtherReader otherReader(const ReviewState& state, const domain::Analysis& analysis, const DecisionsOnReport& record,
                        const std::string& name) {
    OtherReader other{name, ofReader(record, name).given, {}, {}, {}, {}, {}};
    other.boxes = standingBoxes(analysis.regions, other.given);
    other.drawnBoxes = drawnBoxesOf(other.given);
    other.measurements = standingMeasurements(other.given);
    if (state.report) {
        other.corrections = correctReport(*analysis.report, other.given).standing;
        other.verdicts = verdictsOn(*state.report, other.given);
    }
    return other;
}

/// What stands for each reader by now: the decisions, by their names.
using Told = std::map<std::string, std::set<DecisionName>>;

/// Whether there is something among them that was not told yet.
bool tell(Told& told, const OtherReader& other) {
    auto& names = told[other.reader];
    const auto before = names.size();
    for (const auto& decision : other.given) names.insert(nameOf(decision));
    return names.size() > before;
}

}  // namespace

std::vector<OtherReader> otherReaders(const ReviewState& state, const domain::Analysis& analysis,
                                      const DecisionsOnReport& everybodys, std::span<const DecisionsOnReport> received,
                                      const std::string& reader) {
    std::vector<OtherReader> others;
    Told told;
    for (const auto& name : readersOf(everybodys)) {
        auto other = otherReader(state, analysis, everybodys, name);
        static_cast<void>(tell(told, other));
        if (name != reader) others.push_back(std::move(other));
    }
    for (const auto& record : received)
        for (const auto& name : readersOf(record)) {
            auto other = otherReader(state, analysis, record, name);
            other.isOfAnotherCopy = told.contains(name);
            if (tell(told, other)) others.push_back(std::move(other));
        }
    return others;
}

ReviewState reviewState(const CorrectedAnalysis& analysis, const DecisionsOnReport& decisions) {
    ReviewState state;
    state.history = decisions.given;
    state.own = ownReading(state.history);
    state.keyFrames = keyFrames(state.history);
    state.drawnBoxes = drawnBoxesOf(state.history);
    state.measurements = standingMeasurements(state.history);
    state.spacing = spacingInForce(state.measurements, analysis.original->image.spacing);
    if (analysis.original->report) addReport(state, analysis, decisions);
    const bool hasBoxes = !analysis.original->model.name.empty() || !analysis.original->regions.empty();
    if (hasBoxes) addBoxes(state, *analysis.original);
    return state;
}

}  // namespace asg::review
