#include "core/session/model_opinion.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace asg::session {
namespace {

using domain::SeenKind;
using domain::WarningCode;

/// How the picture was taken, and whether it is one that the model was made for. No opinion on findings.
bool isOfTechnique(const domain::Warning& warning) {
    const auto code = warning.code;
    return code == WarningCode::Inverted || code == WarningCode::Rotated || code == WarningCode::Mirrored ||
           code == WarningCode::NotFrontalChest;
}

bool tellsPlace(const domain::Analysis& analysis) {
    return !analysis.regions.empty() ||
           std::ranges::any_of(analysis.tagMaps, &std::optional<domain::HeatMap>::has_value);
}

bool tellsSimilarity(const domain::Analysis& analysis) {
    return analysis.report &&
           std::ranges::any_of(analysis.report->links, [](const auto& link) { return link.similarity.has_value(); });
}

}  // namespace

domain::Analysis withoutOpinion(domain::Analysis bare, const domain::Analysis& full) {
    const auto isNew = [&](const domain::Warning& warning) {
        return isOfTechnique(warning) && std::ranges::find(bare.warnings, warning) == bare.warnings.end();
    };
    std::vector<domain::Warning> technique;
    std::ranges::copy_if(full.warnings, std::back_inserter(technique), isNew);
    bare.warnings.insert(bare.warnings.begin(), technique.begin(), technique.end());
    return bare;
}

std::vector<SeenKind> opinionIn(const domain::Analysis& analysis) {
    const bool judges = std::ranges::any_of(analysis.tags, [](const auto& tag) { return tag.probability.has_value(); });
    const bool labelsSpeak = !analysis.report && !analysis.agreement.empty();
    std::vector<SeenKind> kinds;
    if (judges || labelsSpeak) kinds = {SeenKind::Presence, SeenKind::Category};
    if (tellsPlace(analysis)) kinds.push_back(SeenKind::Place);
    if (judges || tellsSimilarity(analysis)) kinds.push_back(SeenKind::Number);
    // A model that found nothing at all has said so.
    if (kinds.empty() && !analysis.model.name.empty()) kinds.push_back(SeenKind::Presence);
    return kinds;
}

std::vector<SeenKind> opinionIn(const domain::SecondOpinion&) {
    return {SeenKind::Presence, SeenKind::Category, SeenKind::Number};
}

}  // namespace asg::session
