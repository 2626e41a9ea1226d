#include "core/review/reading_json.h"

#include "core/base/whole_number.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>

namespace asg::review {
namespace {

using nlohmann::ordered_json;

std::invalid_argument unknown(const char* what, const std::string& name) {
    return std::invalid_argument(std::string("unknown ") + what + " \"" + name + "\"");
}

template <typename Enum>
Enum fromName(const ordered_json& value, Enum last, const char* what) {
    const auto name = value.get<std::string>();
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(last); ++i)
        if (domain::name(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    throw unknown(what, name);
}

template <typename Read>
auto unlessNull(const ordered_json& value, Read read) -> std::optional<decltype(read(value))> {
    if (value.is_null()) return std::nullopt;
    return read(value);
}

domain::TagId tagFromJson(const ordered_json& value) {
    const auto name = value.get<std::string>();
    if (const auto tag = domain::tagFromName(name)) return *tag;
    throw unknown("tag", name);
}

domain::Triplet tripletFromJson(const ordered_json& object) {
    domain::Triplet triplet;
    triplet.finding = object.at("finding").get<std::string>();
    triplet.tag = unlessNull(object.at("tag"), tagFromJson);
    triplet.regions = regionsFromJson(object.at("regions"));
    triplet.existence = fromName(object.at("existence"), domain::Existence::Uncertain, "existence");
    if (object.contains("certainty"))
        triplet.certainty = unlessNull(object.at("certainty"), [](const ordered_json& value) {
            return fromName(value, domain::Certainty::Alternative, "certainty");
        });
    triplet.laterality = unlessNull(
        object.at("laterality"), [](const ordered_json& value) { return fromName(value, domain::Side::Both, "side"); });
    triplet.severity =
        unlessNull(object.at("severity"), [](const ordered_json& value) { return value.get<std::string>(); });
    triplet.change = unlessNull(object.at("change"), [](const ordered_json& value) {
        return fromName(value, domain::Change::Resolved, "change");
    });
    triplet.implied = object.at("implied").get<bool>();
    triplet.imported = object.value("origin", std::string()) == "imported";
    triplet.findingSpan = spanFromJson(object.at("findingSpan"));
    triplet.regionSpan = unlessNull(object.at("regionSpan"), spanFromJson);
    triplet.cueSpan = unlessNull(object.at("cueSpan"), spanFromJson);
    return triplet;
}

}  // namespace

domain::TextSpan spanFromJson(const ordered_json& pair) {
    const domain::TextSpan span{base::wholeNumber<std::size_t>(pair.at(0)), base::wholeNumber<std::size_t>(pair.at(1))};
    if (span.end < span.start) throw std::invalid_argument("a span ends before it begins");
    return span;
}

std::vector<domain::RegionId> regionsFromJson(const ordered_json& names) {
    std::vector<domain::RegionId> regions;
    for (const auto& value : names) {
        const auto name = value.get<std::string>();
        const auto region = domain::regionFromName(name);
        if (!region) throw unknown("region", name);
        regions.push_back(*region);
    }
    return regions;
}

ordered_json readingJson(const domain::SentenceReading& reading) {
    auto triplets = ordered_json::array();
    for (const auto& triplet : reading.triplets) {
        auto object = text::tripletJson(triplet);
        object.erase("sentence");
        triplets.push_back(std::move(object));
    }
    return {{"triplets", std::move(triplets)}, {"places", text::regionNamesJson(reading.places)}};
}

base::Result<domain::SentenceReading> readingFromJson(const ordered_json& object) {
    try {
        domain::SentenceReading reading;
        for (const auto& triplet : object.at("triplets")) reading.triplets.push_back(tripletFromJson(triplet));
        reading.places = regionsFromJson(object.at("places"));
        return reading;
    } catch (const nlohmann::json::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData, failure.what()};
    } catch (const std::invalid_argument& failure) {
        return base::Error{base::ErrorCode::InvalidData, failure.what()};
    }
}

}  // namespace asg::review
