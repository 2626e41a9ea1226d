#include "core/export/measurements_json.h"

#include "core/domain/measured.h"
#include "core/review/measurement_json.h"

#include <nlohmann/json.hpp>

namespace asg::exporting {
namespace {

using domain::Figure;
using domain::Quantity;
using nlohmann::ordered_json;

ordered_json figureJson(const Figure& figure) {
    if (figure.quantity == Quantity::Angle) return {{"degrees", figure.inMm.value_or(figure.inPixels)}};
    if (figure.quantity == Quantity::Ratio) return {{"value", figure.inMm.value_or(figure.inPixels)}};
    const auto inMm = figure.inMm ? ordered_json(*figure.inMm) : ordered_json(nullptr);
    if (figure.quantity == Quantity::Area) return {{"px2", figure.inPixels}, {"mm2", inMm}};
    return {{"px", figure.inPixels}, {"mm", inMm}};
}

ordered_json statisticsJson(const std::optional<domain::GreyStatistics>& statistics) {
    if (!statistics) return nullptr;
    return {{"pixels", statistics->pixels},
            {"mean", statistics->mean},
            {"standardDeviation", statistics->standardDeviation},
            {"minimum", statistics->minimum},
            {"maximum", statistics->maximum}};
}

ordered_json measuredJson(const review::StandingMeasurement& standing,
                          const std::optional<domain::PixelSpacing>& spacing) {
    ordered_json object{{"id", standing.id}, {"decision", standing.decision}, {"time", standing.time}};
    object.update(review::measurementJson(standing.content));
    auto& values = object["values"] = ordered_json::object();
    for (const auto& figure : domain::figuresOf(standing.content, spacing))
        values[std::string(domain::name(figure.quantity))] = figureJson(figure);
    object["statistics"] = statisticsJson(standing.statistics);
    object["spacingMm"] = spacing ? ordered_json{spacing->rowMm, spacing->columnMm} : ordered_json(nullptr);
    object["spacingSource"] = spacing ? ordered_json(spacing->source) : ordered_json(nullptr);
    return object;
}

}  // namespace

ordered_json measurementsJson(const review::ReviewState& state) {
    auto list = ordered_json::array();
    for (const auto& standing : state.measurements) list.push_back(measuredJson(standing, state.spacing));
    return list;
}

}  // namespace asg::exporting
