#include "core/project/project_json.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "core/project/project_rules.h"

#include <array>
#include <map>
#include <system_error>
#include <utility>

namespace asg::project {
namespace {

using base::ErrorCode;
using base::Sentence;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view kSchema = "asg-project/1";
constexpr std::string_view kSchemaOfAnyVersion = "asg-project/";
constexpr std::uintmax_t kMaximumProjectBytes = 256U << 20U;
constexpr std::array<std::string_view, 3> kOrders{"random", "as given", "list"};

base::Error wrongProject(const std::string& name, ErrorCode code, Sentence why) {
    return {code,
            Sentence{QT_TRANSLATE_NOOP("Error", "%1 is no project that can be worked on: %2"), {name, std::move(why)}}};
}

/// A value that breaks a rule before there is a project, with the remedy.
struct WrongValue {
    Sentence why;
};

ProjectFile fileFrom(const json& object) {
    return {object.at("path").get<std::string>(), object.at("sha256").get<std::string>()};
}

std::optional<ProjectFile> fileOrNone(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(fileFrom(value));
}

Order orderFrom(const std::string& word) {
    for (std::size_t i = 0; i < kOrders.size(); ++i)
        if (word == kOrders.at(i)) return static_cast<Order>(i);
    throw WrongValue{
        Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no order. Give \"random\", \"as given\" or \"list\"."), {word}}};
}

/// In the file pictures are named by their paths; here by their numbers.
ProjectReader readerFrom(const json& object, const std::map<std::string, std::size_t>& numbers) {
    ProjectReader reader{object.at("name").get<std::string>()};
    if (object.at("pictures").is_null()) return reader;
    reader.items.emplace();
    for (const auto& picture : object.at("pictures").get<std::vector<std::string>>()) {
        const auto found = numbers.find(picture);
        if (found == numbers.end())
            throw WrongValue{Sentence{QT_TRANSLATE_NOOP("Error",
                                                        "%1, which reader %2 is to read, is no item. Add it to "
                                                        "\"items\", or take it from the reader."),
                                      {picture, reader.name}}};
        reader.items->push_back(found->second);
    }
    return reader;
}

Project projectFrom(const json& object) {
    Project project;
    project.name = object.at("name").get<std::string>();
    const auto& guideline = object.at("guideline");
    project.guideline = {guideline.at("version").get<std::string>(), guideline.at("text").get<std::string>()};
    project.seed = base::wholeNumber<std::uint64_t>(object.at("seed"));
    project.order = orderFrom(object.at("order").get<std::string>());
    if (const auto& source = object.at("orderSource"); !source.is_null())
        project.orderSource = source.get<std::string>();
    if (const auto& reader = object.at("goldReader"); !reader.is_null()) project.goldReader = reader.get<std::string>();
    project.overlapPercent = base::wholeNumber<int>(object.at("overlapPercent"));
    project.repeatPercent = base::wholeNumber<int>(object.at("repeatPercent"));
    std::map<std::string, std::size_t> numbers;
    for (const auto& item : object.at("items").get_ref<const json::array_t&>()) {
        project.items.push_back(
            {fileFrom(item.at("picture")), fileOrNone(item.at("report")), item.at("gold").get<bool>()});
        numbers.emplace(project.items.back().picture.path, numbers.size());
    }
    for (const auto& reader : object.at("readers").get_ref<const json::array_t&>())
        project.readers.push_back(readerFrom(reader, numbers));
    return project;
}

ordered_json fileJson(const ProjectFile& file) {
    return {{"path", file.path}, {"sha256", file.sha256}};
}

ordered_json readerJson(const ProjectReader& reader, const std::vector<Item>& items) {
    ordered_json object{{"name", reader.name}, {"pictures", nullptr}};
    if (!reader.items) return object;
    object["pictures"] = ordered_json::array();
    for (const auto item : *reader.items) object["pictures"].push_back(items[item].picture.path);
    return object;
}

ordered_json textOrNull(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json projectJson(const Project& project) {
    ordered_json object{{"schema", kSchema},
                        {"name", project.name},
                        {"guideline", {{"version", project.guideline.version}, {"text", project.guideline.text}}},
                        {"seed", project.seed},
                        {"order", name(project.order)},
                        {"orderSource", textOrNull(project.orderSource)},
                        {"goldReader", textOrNull(project.goldReader)},
                        {"overlapPercent", project.overlapPercent},
                        {"repeatPercent", project.repeatPercent},
                        {"readers", ordered_json::array()},
                        {"items", ordered_json::array()}};
    for (const auto& reader : project.readers) object["readers"].push_back(readerJson(reader, project.items));
    for (const auto& item : project.items)
        object["items"].push_back({{"picture", fileJson(item.picture)},
                                   {"report", item.report ? fileJson(*item.report) : ordered_json(nullptr)},
                                   {"gold", item.gold}});
    return object;
}

base::Error wrongSchema(const std::string& name, const json& schema) {
    if (schema.is_string() && schema.get_ref<const std::string&>().starts_with(kSchemaOfAnyVersion))
        return wrongProject(
            name, ErrorCode::Unsupported,
            Sentence{QT_TRANSLATE_NOOP("Error",
                                       "it is of the schema %1, which this version does not know. Update ASG "
                                       "Viewer."),
                     {schema.get<std::string>()}});
    return wrongProject(
        name, ErrorCode::InvalidData,
        Sentence{
            QT_TRANSLATE_NOOP("Error", "its \"schema\" is not \"%1\". Name a file that \"asg project create\" wrote."),
            {kSchema}});
}

/// What a text begins with, past blanks; `rest` goes on behind it.
bool takes(std::string_view& rest, std::string_view token) {
    const auto begin = rest.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || !rest.substr(begin).starts_with(token)) return false;
    rest.remove_prefix(begin + token.size());
    return true;
}

}  // namespace

std::string_view name(Order order) noexcept {
    return kOrders[static_cast<std::size_t>(order)];
}

bool beginsAsProject(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return takes(text, "{") && takes(text, "\"schema\"") && takes(text, ":") &&
           takes(text, '"' + std::string(kSchemaOfAnyVersion));
}

bool isProjectFile(const std::filesystem::path& path) {
    constexpr std::size_t kEnough = 256;
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored) && beginsAsProject(base::firstBytesOf(path, kEnough));
}

base::Result<Project> projectFromText(std::string_view text, const std::string& name) {
    const auto object = base::jsonFromText(text);
    if (!object) return wrongProject(name, object.error().code, base::sentenceOf(object.error()));
    const auto schema = object->is_object() ? object->value("schema", json()) : json();
    if (schema != kSchema) return wrongSchema(name, schema);
    try {
        auto project = projectFrom(*object);
        if (auto broken = brokenRule(project)) return wrongProject(name, ErrorCode::InvalidData, std::move(*broken));
        return project;
    } catch (const WrongValue& wrong) {
        return wrongProject(name, ErrorCode::InvalidData, wrong.why);
    } catch (const json::exception& failure) {
        return wrongProject(name, ErrorCode::InvalidData,
                            Sentence{QT_TRANSLATE_NOOP("Error",
                                                       "a key is missing or holds something else than its kind (%1). "
                                                       "docs/annotation.md lists the keys."),
                                     {failure.what()}});
    }
}

base::Result<std::string> projectText(const Project& project, const std::string& name) {
    if (auto broken = brokenRule(project)) return wrongProject(name, ErrorCode::InvalidData, std::move(*broken));
    try {
        return projectJson(project).dump(1) + "\n";
    } catch (const json::exception&) {
        return wrongProject(name, ErrorCode::InvalidData,
                            Sentence{QT_TRANSLATE_NOOP("Error",
                                                       "a name or a text in it is not UTF-8. Rename the file, or save "
                                                       "the text as UTF-8."),
                                     {}});
    }
}

base::Result<Project> readProject(const std::filesystem::path& path) {
    const auto text = base::readFile(path, kMaximumProjectBytes);
    if (!text) return text.error();
    return projectFromText(*text, path.string());
}

base::Result<void> writeProject(const Project& project, const std::filesystem::path& path) {
    const auto text = projectText(project, path.string());
    if (!text) return text.error();
    return base::writeFileAtomically(path, std::string_view(*text));
}

}  // namespace asg::project
