#include "models/pretraining/dataset.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::uintmax_t kMaximumIndexBytes = std::uintmax_t{8} << 30;

constexpr std::array kSplitNames{std::pair{Split::Train, "train"}, std::pair{Split::Validate, "validate"},
                                 std::pair{Split::Test, "test"}};

/// The value whose name this is, among `values`.
template <typename T>
T named(const std::string& text, std::initializer_list<T> values) {
    for (const T value : values)
        if (domain::name(value) == text) return value;
    throw std::invalid_argument("\"" + text + "\" is not known here");
}

domain::RegionId regionNamed(const std::string& text) {
    const auto region = domain::regionFromName(text);
    if (!region) throw std::invalid_argument("\"" + text + "\" is no region");
    return *region;
}

ordered_json boxJson(const base::Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

base::Box boxFrom(const json& value) {
    const base::Box box{value.at(0), value.at(1), value.at(2), value.at(3)};
    if (!std::isfinite(box.x1 + box.y1 + box.x2 + box.y2) || box.empty())
        throw std::invalid_argument("a box is empty or no number");
    return box;
}

ordered_json linkJson(const domain::Link& link) {
    auto spans = ordered_json::array();
    for (const auto& span : link.spans) spans.push_back({span.start, span.end});
    auto regions = ordered_json::array();
    for (const auto region : link.regions) regions.push_back(domain::regionName(region));
    return {{"spans", std::move(spans)},
            {"regions", std::move(regions)},
            {"rules", link.rules},
            {"box", link.boxInImagePixels ? boxJson(*link.boxInImagePixels) : ordered_json(nullptr)}};
}

domain::Link linkFrom(const json& object, std::size_t index) {
    domain::Link link;
    link.id = domain::LinkId(static_cast<std::uint32_t>(index));
    for (const auto& span : object.at("spans"))
        link.spans.push_back({base::wholeNumber<std::size_t>(span.at(0)), base::wholeNumber<std::size_t>(span.at(1))});
    for (const auto& region : object.at("regions")) link.regions.push_back(regionNamed(region));
    for (const auto& rule : object.at("rules")) link.rules.push_back(base::wholeNumber<int>(rule));
    if (!object.at("box").is_null()) link.boxInImagePixels = boxFrom(object.at("box"));
    return link;
}

ordered_json entryJson(const Entry& entry) {
    ordered_json object{{"image", entry.image}, {"sha256", entry.sha256}};
    object["report"] = entry.report ? ordered_json(*entry.report) : ordered_json(nullptr);
    auto& regions = object["regions"] = ordered_json::array();
    for (const auto& region : entry.regions)
        regions.push_back({{"name", domain::regionName(region.region)},
                           {"box", boxJson(region.boxInImagePixels)},
                           {"origin", domain::name(region.origin)}});
    auto& tags = object["tags"] = ordered_json::object();
    for (const auto& [tag, existence] : entry.tags) tags[std::string(domain::tagName(tag))] = domain::name(existence);
    if (entry.links) {
        auto& links = object["links"] = ordered_json::array();
        for (const auto& link : *entry.links) links.push_back(linkJson(link));
    }
    object["patient"] = entry.patient;
    object["study"] = entry.study;
    object["split"] = name(entry.split);
    if (!entry.original.empty()) object["original"] = entry.original;
    for (const auto tag : entry.judgedTags) object["judgedTags"].push_back(domain::tagName(tag));
    for (const auto region : entry.rejectedBoxes) object["rejectedBoxes"].push_back(domain::regionName(region));
    return object;
}

void readRegions(const json& list, Entry& entry) {
    using enum domain::RegionOrigin;
    for (const auto& region : list)
        entry.regions.push_back({regionNamed(region.at("name")), boxFrom(region.at("box")), 1,
                                 named(region.at("origin").get<std::string>(), {Model, Imported, Drawn})});
}

domain::TagId tagNamed(const std::string& text) {
    const auto tag = domain::tagFromName(text);
    if (!tag) throw std::invalid_argument("\"" + text + "\" is no tag of ontology/tags.tsv");
    return *tag;
}

void readTags(const json& object, Entry& entry) {
    using enum domain::Existence;
    for (const auto& [key, value] : object.items())
        entry.tags[tagNamed(key)] = named(value.get<std::string>(), {Present, Absent, Uncertain});
}

void readJudged(const json& object, Entry& entry) {
    entry.original = object.value("original", "");
    for (const auto& tag : object.value("judgedTags", json::array())) entry.judgedTags.insert(tagNamed(tag));
    for (const auto& region : object.value("rejectedBoxes", json::array()))
        entry.rejectedBoxes.insert(regionNamed(region));
}

Entry entryFrom(const json& object) {
    Entry entry;
    entry.image = object.at("image").get<std::string>();
    if (entry.image.empty() || std::filesystem::path(entry.image).is_absolute())
        throw std::invalid_argument("\"image\" must be a path relative to the folder");
    entry.sha256 = object.at("sha256").get<std::string>();
    if (!object.at("report").is_null()) entry.report = object.at("report").get<std::string>();
    readRegions(object.at("regions"), entry);
    readTags(object.at("tags"), entry);
    if (object.contains("links")) {
        entry.links.emplace();
        for (const auto& link : object.at("links")) entry.links->push_back(linkFrom(link, entry.links->size()));
    }
    entry.patient = object.at("patient").get<std::string>();
    entry.study = object.at("study").get<std::string>();
    const auto split = splitFromName(object.at("split").get<std::string>());
    if (!split) throw std::invalid_argument("\"split\" must be train, validate or test");
    entry.split = *split;
    readJudged(object, entry);
    return entry;
}

std::map<std::string, std::size_t> countsFrom(const json& object) {
    std::map<std::string, std::size_t> counts;
    for (const auto& [key, value] : object.items()) counts[key] = base::wholeNumber<std::size_t>(value);
    return counts;
}

Annotations annotationsFrom(const json& object) {
    Annotations annotations;
    for (const auto& reader : object.at("readers"))
        annotations.readers[reader.at("name").get<std::string>()] =
            base::wholeNumber<std::size_t>(reader.at("decisions"));
    annotations.verdicts = countsFrom(object.at("verdicts"));
    annotations.rejectCodes = countsFrom(object.at("rejectCodes"));
    annotations.boxes = countsFrom(object.at("boxes"));
    annotations.repeats = base::wholeNumber<std::size_t>(object.at("repeats"));
    for (const auto& guideline : object.at("guidelines"))
        annotations.guidelines.emplace(guideline.at("project").get<std::string>(),
                                       guideline.at("version").get<std::string>());
    return annotations;
}

void readHeading(const json& object, Dataset& dataset) {
    if (!object.is_object() || object.value("schema", "") != kDatasetSchema)
        throw std::invalid_argument("the first line must be {\"schema\": \"asg-dataset/1\", …}");
    dataset.source = object.value("source", "");
    if (object.contains("annotations")) dataset.annotations = annotationsFrom(object.at("annotations"));
}

}  // namespace

std::string_view name(Split split) noexcept {
    return kSplitNames[static_cast<std::size_t>(split)].second;
}

std::optional<Split> splitFromName(std::string_view name) noexcept {
    for (const auto& [split, text] : kSplitNames)
        if (name == text) return split;
    return std::nullopt;
}

Result<Dataset> readDataset(const std::filesystem::path& folder) {
    const auto path = folder / kIndexFile;
    const auto content = base::readFile(path, kMaximumIndexBytes);
    if (!content) return content.error();
    Dataset dataset;
    dataset.folder = folder;
    dataset.sha256 = base::sha256Hex(*content);
    std::size_t number = 0;
    std::string_view rest = *content;
    try {
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            if (++number == 1) {
                readHeading(training::valueOrThrow(base::jsonFromText(line)), dataset);
            } else if (!line.empty()) {
                dataset.entries.push_back(entryFrom(training::valueOrThrow(base::jsonFromText(line))));
            }
        }
        if (number == 0) throw std::invalid_argument("the file is empty");
    } catch (const std::exception& failure) {
        return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3."),
                                                            {path.string(), std::to_string(number), failure.what()}}};
    }
    return dataset;
}

void Annotations::add(const Annotations& other) {
    const auto sum = [](auto& all, const auto& more) {
        for (const auto& [key, count] : more) all[key] += count;
    };
    sum(readers, other.readers);
    sum(verdicts, other.verdicts);
    sum(rejectCodes, other.rejectCodes);
    sum(boxes, other.boxes);
    repeats += other.repeats;
    guidelines.insert(other.guidelines.begin(), other.guidelines.end());
}

ordered_json toJson(const Annotations& annotations) {
    auto readers = ordered_json::array();
    for (const auto& [reader, decisions] : annotations.readers)
        readers.push_back({{"name", reader}, {"decisions", decisions}});
    auto guidelines = ordered_json::array();
    for (const auto& [project, version] : annotations.guidelines)
        guidelines.push_back({{"project", project}, {"version", version}});
    return {{"readers", std::move(readers)},
            {"verdicts", ordered_json(annotations.verdicts)},
            {"rejectCodes", ordered_json(annotations.rejectCodes)},
            {"boxes", ordered_json(annotations.boxes)},
            {"repeats", annotations.repeats},
            {"guidelines", std::move(guidelines)}};
}

Result<void> writeIndex(const Dataset& dataset) {
    constexpr auto kReplace = ordered_json::error_handler_t::replace;
    ordered_json heading{{"schema", kDatasetSchema}, {"source", dataset.source}};
    if (!dataset.annotations.empty()) heading["annotations"] = toJson(dataset.annotations);
    std::string text = heading.dump(-1, ' ', false, kReplace) + "\n";
    for (const auto& entry : dataset.entries) text += entryJson(entry).dump(-1, ' ', false, kReplace) + "\n";
    return base::writeFileAtomically(dataset.folder / kIndexFile, text);
}

}  // namespace asg::pretraining
