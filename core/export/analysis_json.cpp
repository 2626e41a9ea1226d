#include "core/export/analysis_json.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/export/measurements_json.h"
#include "core/review/decision_json.h"
#include "core/review/own_reading_json.h"
#include "core/review/standing.h"
#include "core/review/standing_boxes.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

namespace asg::exporting {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kAnalysisSchema = "asg-analysis/1";

ordered_json boxJson(const base::Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

template <typename T>
ordered_json orNull(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json imageJson(const domain::ImageIdentity& image) {
    ordered_json object{
        {"path", image.path}, {"sha256", image.sha256}, {"rows", image.rows}, {"columns", image.columns}};
    object["spacingMm"] = nullptr;
    object["spacingSource"] = nullptr;
    if (image.spacing) {
        object["spacingMm"] = {image.spacing->rowMm, image.spacing->columnMm};
        object["spacingSource"] = image.spacing->source;
    }
    object["view"] = domain::name(image.view);
    object["modelSees"] = boxJson(image.modelSeesInImagePixels);
    return object;
}

ordered_json modelJson(const domain::ModelIdentity& model) {
    return {{"name", model.name},     {"version", model.version},     {"sha256", model.sha256},
            {"device", model.device}, {"precision", model.precision}, {"seconds", model.seconds}};
}

ordered_json regionsJson(const std::vector<domain::RegionBox>& regions) {
    auto list = ordered_json::array();
    for (const auto& region : regions)
        list.push_back({{"name", domain::regionName(region.region)},
                        {"box", boxJson(region.boxInImagePixels)},
                        {"score", region.score},
                        {"origin", domain::name(region.origin)}});
    return list;
}

ordered_json tagsJson(const domain::Analysis& analysis, const domain::SecondOpinion* second) {
    auto list = ordered_json::array();
    for (const auto& tag : analysis.tags)
        list.push_back({{"name", domain::tagName(tag.tag)},
                        {"probability", orNull(tag.probability)},
                        {"threshold", orNull(tag.threshold)},
                        {"undecided", tag.undecided ? ordered_json{tag.undecided->low, tag.undecided->high} : nullptr},
                        {"present", orNull(tag.present())},
                        {"score", second != nullptr ? orNull(second->scoreOf(tag.tag)) : ordered_json(nullptr)}});
    return list;
}

ordered_json secondOpinionJson(const domain::SecondOpinion& second) {
    auto object = modelJson(second.model);
    object["measured"] = second.isMeasured;
    object["hasOperatingPoints"] = second.hasOperatingPoints;
    object["note"] =
        std::string("Scores of another model, no probabilities; ") +
        (second.hasOperatingPoints ? "0.5 is its operating point; " : "its operating points are not known; ") +
        (second.isMeasured ? "its card says how good they were on the pictures that it was measured on."
                           : "not measured here.");
    auto& outputs = object["outputs"] = ordered_json::array();
    for (const auto& one : second.scores)
        outputs.push_back({{"name", one.name},
                           {"tag", one.tag ? ordered_json(domain::tagName(*one.tag)) : ordered_json(nullptr)},
                           {"score", orNull(one.score)}});
    return object;
}

ordered_json agreementJson(const domain::Analysis& analysis) {
    auto list = ordered_json::array();
    for (const auto& row : analysis.agreement)
        list.push_back({{"tag", domain::tagName(row.tag)},
                        {"report", row.report ? domain::name(*row.report) : "not said"},
                        {"model", domain::name(row.model)},
                        {"verdict", domain::name(row.verdict)}});
    return list;
}

ordered_json warningsJson(const std::vector<domain::Warning>& warnings) {
    auto list = ordered_json::array();
    for (const auto& warning : warnings)
        list.push_back({{"code", domain::codeName(warning)}, {"text", domain::textOf(warning)}});
    return list;
}

/// "report", "links", "unplaced", "agreement": what is said of the report and of what follows from it.
void addReport(ordered_json& object, const domain::Analysis& analysis) {
    object["report"] = analysis.report ? text::reportJson(*analysis.report) : ordered_json(nullptr);
    object["links"] = analysis.report ? text::linksJson(*analysis.report) : ordered_json::array();
    object["unplaced"] = analysis.report ? text::unplacedJson(*analysis.report) : ordered_json::array();
    object["agreement"] = agreementJson(analysis);
}

void addVerdicts(ordered_json& links, const domain::Analysis& analysis,
                 const std::vector<domain::ReviewDecision>& decisions) {
    if (!analysis.report) return;
    const auto standing = review::standingVerdicts(*analysis.report, decisions);
    for (std::size_t i = 0; i < analysis.report->links.size(); ++i) {
        const auto& link = analysis.report->links[i];
        auto verdicts = ordered_json::array();
        for (const auto sentence : link.sentences) {
            const auto found = standing.find({link.id, sentence});
            const auto* verdict = found == standing.end() ? nullptr : found->second.as<domain::LinkVerdict>();
            verdicts.push_back(verdict ? ordered_json(domain::name(verdict->verdict)) : ordered_json(nullptr));
        }
        const bool alike = std::ranges::adjacent_find(verdicts, std::not_equal_to()) == verdicts.end();
        links[i]["verdict"] = alike && !verdicts.empty() ? verdicts.front() : ordered_json(nullptr);
        links[i]["verdicts"] = std::move(verdicts);
    }
}

ordered_json correctionsJson(const review::Corrections& corrections) {
    auto list = ordered_json::array();
    for (const auto& [sentence, decision] : corrections)
        list.push_back({{"sentence", sentence.value},
                        {"decision", decision.sequence},
                        {"reader", decision.reader},
                        {"time", decision.time}});
    return list;
}

void addBoxVerdicts(ordered_json& regions, const domain::Analysis& analysis,
                    const std::map<domain::RegionId, bool>& verdicts) {
    for (std::size_t i = 0; i < analysis.regions.size(); ++i) {
        const auto found = verdicts.find(analysis.regions[i].region);
        regions[i]["verdict"] = nullptr;
        if (found != verdicts.end()) regions[i]["verdict"] = found->second ? "accepted" : "rejected";
    }
}

/// Null where no correction holds.
ordered_json correctedJson(const ReviewedBy& reviewed) {
    if (reviewed.state.corrections.empty()) return nullptr;
    ordered_json object{{"corrections", correctionsJson(reviewed.state.corrections)}};
    addReport(object, reviewed.corrected);
    addVerdicts(object["links"], reviewed.corrected, reviewed.state.history);
    return object;
}

ordered_json changesJson(const std::vector<review::StandingChange>& changes) {
    auto list = ordered_json::array();
    for (const auto& change : changes)
        list.push_back({{"sentence", change.sentence.value},
                        {"change", domain::name(change.change)},
                        {"regions", text::regionNamesJson(change.regions)},
                        {"prior", change.priorSha256},
                        {"verdict", change.holds ? "accepted" : "rejected"},
                        {"decision", change.decision}});
    return list;
}

ordered_json drawnBoxesJson(const std::vector<domain::ReviewDecision>& decisions) {
    auto list = ordered_json::array();
    for (const auto& [region, decision] : review::standingDrawnBoxes(decisions)) {
        const auto& drawn = *decision.as<domain::BoxCorrection>();
        list.push_back({{"region", domain::regionName(region)},
                        {"box", boxJson(*drawn.after)},
                        {"before", drawn.before ? boxJson(*drawn.before) : ordered_json(nullptr)},
                        {"decision", decision.sequence},
                        {"time", decision.time}});
    }
    return list;
}

ordered_json decisionsJson(const std::vector<domain::ReviewDecision>& decisions) {
    auto list = ordered_json::array();
    for (const auto& decision : decisions) list.push_back(review::decisionJson(decision));
    return list;
}

void addDecisions(ordered_json& document, const domain::Analysis& analysis, const ReviewedBy& reviewed) {
    const auto& state = reviewed.state;
    document["reader"] = reviewed.reader;
    addVerdicts(document["links"], analysis, state.history);
    addBoxVerdicts(document["regions"], analysis, state.boxes);
    document["decisions"] = decisionsJson(state.history);
    document["notKept"] = warningsJson(state.notKept);
    document["corrected"] = correctedJson(reviewed);
    document["drawnBoxes"] = drawnBoxesJson(state.history);
    document["measurements"] = measurementsJson(state);
    document["keyFrames"] = state.keyFrames;
    document["changes"] = changesJson(state.changes);
    document["ownReading"] = review::ownReadingJson(state.own);
    auto& list = document["others"] = ordered_json::array();
    for (const auto& other : state.others)
        list.push_back({{"reader", other.reader}, {"decisions", decisionsJson(other.given)}});
}

}  // namespace

ordered_json analysisJson(const domain::Analysis& analysis, const std::optional<ReviewedBy>& reviewed,
                          const domain::SecondOpinion* second) {
    ordered_json document{{"schema", kAnalysisSchema},
                          {"image", imageJson(analysis.image)},
                          {"model", modelJson(analysis.model)},
                          {"regions", regionsJson(analysis.regions)},
                          {"tags", tagsJson(analysis, second)}};
    if (second != nullptr) document["secondOpinion"] = secondOpinionJson(*second);
    addReport(document, analysis);
    document["warnings"] = warningsJson(analysis.warnings);
    if (reviewed) addDecisions(document, analysis, *reviewed);
    return document;
}

bool beginsAsAnalysis(const std::filesystem::path& path) {
    constexpr std::size_t kHead = 64;
    return base::firstBytesOf(path, kHead).find(kAnalysisSchema) != std::string::npos;
}

bool isReplaceable(const std::filesystem::path& path) {
    if (!beginsAsAnalysis(path)) return false;
    constexpr std::uintmax_t kMaximumBytes = 512U << 20U;
    const auto text = base::readFile(path, kMaximumBytes);
    const auto document = text ? base::jsonFromText(*text) : text.error();
    if (!document || !document->is_object()) return false;
    return std::ranges::all_of(std::array{"decisions", "others"}, [&](const char* key) {
        const auto found = document->find(key);
        return found == document->end() || found->empty();
    });
}

}  // namespace asg::exporting
