#include "core/review/measurement_json.h"

#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <string>

namespace asg::review {

using nlohmann::ordered_json;

ordered_json measurementJson(const domain::Measurement& measurement) {
    auto points = ordered_json::array();
    for (const auto point : measurement.pointsInPixels) points.push_back({point.x, point.y});
    ordered_json object{{"shape", domain::name(measurement.kind)},
                        {"frame", measurement.frame},
                        {"points", std::move(points)},
                        {"name", measurement.name},
                        {"hidden", measurement.hidden}};
    if (measurement.knownMm) object["knownMm"] = *measurement.knownMm;
    return object;
}

base::Result<domain::Measurement> measurementFromJson(const ordered_json& object) {
    const auto shape = object.at("shape").get<std::string>();
    const auto kind = domain::measurementKindFromName(shape);
    if (!kind) return base::Error{base::ErrorCode::Unsupported, "a measurement of the kind \"" + shape + "\""};
    domain::Measurement measurement;
    measurement.kind = *kind;
    measurement.frame = base::wholeNumber<int>(object.at("frame"));
    for (const auto& point : object.at("points"))
        measurement.pointsInPixels.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
    measurement.name = object.at("name").get<std::string>();
    measurement.hidden = object.at("hidden").get<bool>();
    if (const auto known = object.find("knownMm"); known != object.end()) measurement.knownMm = known->get<double>();
    if (auto wrong = domain::whatIsWrongWith(measurement); !wrong.empty())
        return base::Error{base::ErrorCode::InvalidData, std::move(wrong)};
    return measurement;
}

}  // namespace asg::review
