#include "models/tags/tag_evidence.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asg::tags {
namespace {

using metrics::Estimate;
using metrics::GroupedRanking;

/// Which pictures may be compared, as numbers of groups.
using Grouping = std::vector<int>;

template <typename KeyOf>
Grouping grouped(const std::vector<TagScore>& scores, const KeyOf& keyOf) {
    std::map<decltype(keyOf(scores.front())), int> numbers;
    Grouping groups;
    groups.reserve(scores.size());
    for (const auto& score : scores)
        groups.push_back(numbers.emplace(keyOf(score), static_cast<int>(numbers.size())).first->second);
    return groups;
}

Grouping byView(const std::vector<TagScore>& scores) {
    return grouped(scores, [](const TagScore& score) { return score.view; });
}

Grouping byViewAndSource(const std::vector<TagScore>& scores) {
    return grouped(scores, [](const TagScore& score) { return std::pair(score.view, score.source); });
}

base::Result<GroupedRanking> ranked(const std::vector<TagScore>& scores, const std::vector<double>& values,
                                    const Grouping& groups) {
    std::vector<std::uint8_t> positive;
    positive.reserve(scores.size());
    for (const auto& score : scores) positive.push_back(score.positive ? 1 : 0);
    return GroupedRanking::make(positive, values, groups);
}

std::vector<double> valuesOf(const std::vector<TagScore>& scores) {
    std::vector<double> values;
    values.reserve(scores.size());
    for (const auto& score : scores) values.push_back(score.score);
    return values;
}

/// Each picture's group's share of positives.
std::vector<double> sharesOf(const std::vector<TagScore>& scores, const Grouping& groups) {
    std::map<int, std::pair<double, double>> counts;  // positives, all
    for (std::size_t i = 0; i < scores.size(); ++i) {
        counts[groups[i]].first += scores[i].positive ? 1 : 0;
        counts[groups[i]].second += 1;
    }
    std::vector<double> shares;
    shares.reserve(scores.size());
    for (const int group : groups) shares.push_back(counts.at(group).first / counts.at(group).second);
    return shares;
}

Estimate estimateOf(const std::vector<TagScore>& scores, const base::Result<GroupedRanking>& ranking) {
    if (!ranking) return {.notDefined = ranking.error().text};
    return metrics::bootstrap(patientsOf(scores), [&](metrics::Counts counts) { return ranking->auroc(counts); });
}

}  // namespace

std::vector<std::string> patientsOf(const std::vector<TagScore>& scores) {
    std::vector<std::string> patients;
    patients.reserve(scores.size());
    for (const auto& score : scores) patients.push_back(score.patient);
    return patients;
}

base::Result<GroupedRanking> comparableRanking(const std::vector<TagScore>& scores) {
    return ranked(scores, valuesOf(scores), byViewAndSource(scores));
}

base::Result<GroupedRanking> meanGreyRanking(const std::vector<TagScore>& scores,
                                             const std::vector<double>& meanGreys) {
    const auto groups = byViewAndSource(scores);
    auto lighter = ranked(scores, meanGreys, groups);
    if (!lighter) return lighter;
    const auto area = lighter->auroc();
    if (!area || *area >= 0.5) return lighter;
    auto darkness = meanGreys;
    for (double& grey : darkness) grey = -grey;
    return ranked(scores, darkness, groups);
}

Estimate comparableAuroc(const std::vector<TagScore>& scores) {
    return estimateOf(scores, comparableRanking(scores));
}

Estimate aurocByView(const std::vector<TagScore>& scores) {
    return estimateOf(scores, ranked(scores, sharesOf(scores, byView(scores)), Grouping(scores.size(), 0)));
}

Estimate aurocBySource(const std::vector<TagScore>& scores) {
    return estimateOf(scores, ranked(scores, sharesOf(scores, byViewAndSource(scores)), byView(scores)));
}

TagEvidence weigh(const std::vector<TagScore>& scores, const std::vector<double>& meanGreys) {
    const auto ranking = comparableRanking(scores);
    const auto greys = meanGreyRanking(scores, meanGreys);
    TagEvidence evidence;
    evidence.auroc = estimateOf(scores, ranking);
    evidence.byMeanGrey = estimateOf(scores, greys);
    if (!ranking || !greys) {
        evidence.aboveMeanGrey = {.notDefined = (ranking ? greys : ranking).error().text};
        return evidence;
    }
    evidence.aboveMeanGrey = metrics::pairedDifference(
        patientsOf(scores), [&](metrics::Counts counts) { return ranking->auroc(counts); },
        [&](metrics::Counts counts) { return greys->auroc(counts); });
    return evidence;
}

Standing TagEvidence::standing() const {
    if (!auroc.notDefined.empty() || auroc.low <= 0.5) return Standing::NoBetterThanChance;
    return aboveMeanGrey.notDefined.empty() && aboveMeanGrey.value > 0 ? Standing::Shown
                                                                       : Standing::NoBetterThanMeanGrey;
}

}  // namespace asg::tags
