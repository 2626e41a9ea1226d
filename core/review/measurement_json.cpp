#include "core/review/measurement_json.h"

#include "core/base/translatable.h"
#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <string>

namespace asg::review {

using nlohmann::ordered_json;

namespace {

ordered_json pointsJson(const std::vector<base::Point>& points) {
    auto list = ordered_json::array();
    for (const auto point : points) list.push_back({point.x, point.y});
    return list;
}

std::vector<base::Point> pointsFromJson(const ordered_json& list) {
    std::vector<base::Point> points;
    for (const auto& point : list) points.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
    return points;
}

}  // namespace

ordered_json measurementJson(const domain::Measurement& measurement) {
    ordered_json object{{"shape", domain::name(measurement.kind)},
                        {"frame", measurement.frame},
                        {"points", pointsJson(measurement.pointsInPixels)},
                        {"name", measurement.name},
                        {"hidden", measurement.hidden}};
    if (measurement.knownMm) object["knownMm"] = *measurement.knownMm;
    if (const auto& proposal = measurement.proposal)
        object["proposal"] = {{"points", pointsJson(proposal->pointsInPixels)},
                              {"model", proposal->model},
                              {"within95", proposal->within95},
                              {"outcome", measurement.isAsProposed() ? "accepted" : "corrected"}};
    return object;
}

base::Result<domain::Measurement> measurementFromJson(const ordered_json& object) {
    const auto shape = object.at("shape").get<std::string>();
    const auto kind = domain::measurementKindFromName(shape);
    if (!kind)
        return base::Error{base::ErrorCode::Unsupported,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "a measurement of the kind \"%1\""), {shape}}};
    domain::Measurement measurement;
    measurement.kind = *kind;
    measurement.frame = base::wholeNumber<int>(object.at("frame"));
    measurement.pointsInPixels = pointsFromJson(object.at("points"));
    measurement.name = object.at("name").get<std::string>();
    measurement.hidden = object.at("hidden").get<bool>();
    if (const auto known = object.find("knownMm"); known != object.end()) measurement.knownMm = known->get<double>();
    if (const auto proposal = object.find("proposal"); proposal != object.end())
        measurement.proposal =
            domain::Proposal{pointsFromJson(proposal->at("points")), proposal->at("model").get<std::string>(),
                             proposal->at("within95").get<double>()};
    if (auto wrong = domain::whatIsWrongWith(measurement); !wrong.empty())
        return base::Error{base::ErrorCode::InvalidData, std::move(wrong)};
    return measurement;
}

}  // namespace asg::review
