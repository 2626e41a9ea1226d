#include "app/cli/project_status.h"

#include "app/cli/console.h"
#include "core/base/printable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;
using project::EntryProgress;
using project::Project;
using project::ReaderProgress;

std::size_t countOf(const ReaderProgress& progress, bool (*counts)(const EntryProgress&)) {
    return static_cast<std::size_t>(std::ranges::count_if(progress.entries, counts));
}

ordered_json nextJson(const Project& project, const ReaderProgress& progress) {
    const auto next = progress.next();
    if (!next) return nullptr;
    const auto& at = progress.entries[*next];
    return {{"picture", project.items[at.entry.item].picture.path},
            {"place", *next + 1},
            {"questions", at.count.questions},
            {"judged", at.count.judged}};
}

ordered_json readerStatus(const Project& project, const ReaderProgress& progress) {
    const auto seconds = [](const std::optional<double>& value) {
        return value ? ordered_json(static_cast<std::int64_t>(std::llround(*value))) : ordered_json(nullptr);
    };
    ordered_json object{
        {"name", progress.reader},
        {"places", progress.entries.size()},
        {"done", countOf(progress, [](const auto& at) { return at.isDone(); })},
        {"begun", countOf(progress, [](const auto& at) { return !at.isDone() && !at.begun.empty(); })},
        {"repeats", countOf(progress, [](const auto& at) { return at.entry.isRepeat; })},
        {"repeatsDone", countOf(progress, [](const auto& at) { return at.entry.isRepeat && at.isDone(); })},
        {"questions", progress.questions()},
        {"judged", progress.judged()},
        {"unsure", progress.unsure()},
        {"next", nextJson(project, progress)}};
    object["secondsPerQuestion"] =
        progress.secondsPerQuestion ? ordered_json(*progress.secondsPerQuestion) : ordered_json(nullptr);
    object["secondsLeft"] = seconds(progress.secondsLeft());
    object["gold"] = nullptr;
    if (!project.goldReader.empty()) object["gold"] = {{"both", progress.gold.both}, {"same", progress.gold.same}};
    return object;
}

/// Whose decisions there are, and whom the project does not name.
std::vector<std::string> furtherReaders(const Project& project, const project::ProjectRecord& record) {
    auto names = project::readersIn(record);
    std::erase_if(names, [&](const auto& name) {
        return name == project.goldReader ||
               std::ranges::find(project.readers, name, &project::ProjectReader::name) != project.readers.end();
    });
    return names;
}

std::string shown(const ordered_json& text) {
    return base::printable(text.get<std::string>());
}

void printReader(const ordered_json& reader) {
    std::cout << shown(reader["name"]) << ": " << reader["done"] << " of " << reader["places"] << " done, "
              << reader["begun"] << " begun; " << reader["judged"] << " of " << reader["questions"]
              << " questions judged";
    if (reader["unsure"] != 0) std::cout << ", " << reader["unsure"] << " of them unsure";
    if (!reader["next"].is_null())
        std::cout << "; next " << shown(reader["next"]["picture"]) << " (place " << reader["next"]["place"] << ")";
    if (!reader["secondsLeft"].is_null()) {
        std::cout << "; " << std::llround(reader["secondsPerQuestion"].get<double>()) << " s a question";
        if (reader["judged"] != reader["questions"])
            std::cout << ", " << timeLeftInWords(reader["secondsLeft"].get<double>());
    }
    if (!reader["gold"].is_null())
        std::cout << "; gold: " << reader["gold"]["same"] << " of " << reader["gold"]["both"] << " the same";
    std::cout << '\n';
}

}  // namespace

ordered_json projectStatusJson(const Project& project, const project::ProjectRecord& record) {
    auto readers = ordered_json::array();
    for (const auto& reader : project.readers)
        readers.push_back(readerStatus(project, project::progressOf(project, record, reader.name)));
    return {{"project", project.name},
            {"guideline", project.guideline.version},
            {"items", project.items.size()},
            {"gold", std::ranges::count_if(project.items, [](const auto& item) { return item.gold; })},
            {"overlap", project::overlapItems(project).size()},
            {"readers", std::move(readers)},
            {"others", furtherReaders(project, record)}};
}

void printProjectStatus(const ordered_json& status) {
    std::cout << shown(status["project"]) << ", guideline " << shown(status["guideline"]) << ": " << status["items"]
              << " pictures, " << status["gold"] << " of them gold, " << status["overlap"]
              << " for every reader who shares\n";
    for (const auto& reader : status["readers"]) printReader(reader);
    for (const auto& name : status["others"])
        std::cout << shown(name) << ": decided on pictures of the project, and is no reader of it\n";
}

}  // namespace asg::cli
