#include "core/export/analysis_json.h"

#include "core/analysis/assemble.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/review/correction.h"
#include "core/review/decision_json.h"
#include "core/review/standing.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
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

ordered_json tagsJson(const domain::Analysis& analysis) {
    auto list = ordered_json::array();
    for (const auto& tag : analysis.tags)
        list.push_back({{"name", domain::tagName(tag.tag)},
                        {"probability", orNull(tag.probability)},
                        {"threshold", orNull(tag.threshold)},
                        {"undecided", tag.undecided ? ordered_json{tag.undecided->low, tag.undecided->high} : nullptr},
                        {"present", orNull(tag.present())}});
    return list;
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
    for (const auto& warning : warnings) list.push_back({{"code", warning.code}, {"text", warning.text}});
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

ordered_json correctionsJson(const review::CorrectedReport& corrected) {
    auto list = ordered_json::array();
    for (const auto& [sentence, decision] : corrected.standing)
        list.push_back({{"sentence", sentence.value},
                        {"decision", decision.sequence},
                        {"reader", decision.reader},
                        {"time", decision.time}});
    return list;
}

/// Null where no correction holds.
ordered_json correctedJson(const domain::Analysis& analysis, review::CorrectedReport corrected,
                           const std::vector<domain::ReviewDecision>& decisions) {
    if (corrected.standing.empty()) return nullptr;
    ordered_json object{{"corrections", correctionsJson(corrected)}};
    const auto after = analysis::withReport(analysis, std::move(corrected.report));
    addReport(object, after);
    addVerdicts(object["links"], after, decisions);
    return object;
}

void addDecisions(ordered_json& document, const domain::Analysis& analysis,
                  const review::DecisionsOnReport& decisions) {
    addVerdicts(document["links"], analysis, decisions.given);
    auto history = ordered_json::array();
    for (const auto& decision : decisions.given) history.push_back(review::decisionJson(decision));
    document["decisions"] = std::move(history);
    document["notKept"] = ordered_json::array();
    document["corrected"] = nullptr;
    if (!analysis.report) return;
    auto corrected = review::correctReport(*analysis.report, decisions.given);
    document["notKept"] = warningsJson(review::notKept(corrected.report, decisions));
    document["corrected"] = correctedJson(analysis, std::move(corrected), decisions.given);
}

}  // namespace

ordered_json analysisJson(const domain::Analysis& analysis, const std::optional<review::DecisionsOnReport>& decisions) {
    ordered_json document{{"schema", kAnalysisSchema},
                          {"image", imageJson(analysis.image)},
                          {"model", modelJson(analysis.model)},
                          {"regions", regionsJson(analysis.regions)},
                          {"tags", tagsJson(analysis)}};
    addReport(document, analysis);
    document["warnings"] = warningsJson(analysis.warnings);
    if (decisions) addDecisions(document, analysis, *decisions);
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
    const auto decisions = document->find("decisions");
    return decisions == document->end() || decisions->empty();
}

}  // namespace asg::exporting
