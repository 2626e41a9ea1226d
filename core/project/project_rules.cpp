#include "core/project/project_rules.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

namespace asg::project {
namespace {

using base::Sentence;
using Broken = std::optional<Sentence>;

bool isSha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Broken brokenFile(const ProjectFile& file) {
    const bool hasControl =
        std::ranges::any_of(file.path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (file.path.empty() || hasControl || std::filesystem::path(file.path).is_absolute())
        return Sentence{QT_TRANSLATE_NOOP("Error",
                                          "\"%1\" is no path below the project's folder. Give paths relative to the "
                                          "project file, with / between folders."),
                        {file.path}};
    if (!isSha256(file.sha256))
        return Sentence{QT_TRANSLATE_NOOP("Error",
                                          "%1: \"%2\" is no SHA-256. Give 64 lower-case hexadecimal digits "
                                          "(sha256sum FILE)."),
                        {file.path, file.sha256}};
    return {};
}

Broken brokenItems(const Project& project) {
    if (project.items.empty())
        return Sentence{QT_TRANSLATE_NOOP("Error", "the project has no items. Name at least one picture."), {}};
    std::set<std::string_view> paths;
    std::set<std::string_view> hashes;
    for (const auto& item : project.items) {
        if (auto broken = brokenFile(item.picture)) return broken;
        if (item.report)
            if (auto broken = brokenFile(*item.report)) return broken;
        // Journals are found by the hash, so that two such items would be one to every reader.
        if (!paths.insert(item.picture.path).second || !hashes.insert(item.picture.sha256).second)
            return Sentence{QT_TRANSLATE_NOOP("Error", "the picture %1 is there twice. Leave it in once."),
                            {item.picture.path}};
    }
    return {};
}

Broken brokenReader(const ProjectReader& reader, const Project& project) {
    if (!reader.items) return {};
    std::set<std::size_t> own;
    for (const auto item : *reader.items)
        if (item >= project.items.size() || !own.insert(item).second)
            return Sentence{QT_TRANSLATE_NOOP("Error",
                                              "a picture of reader %1 is named twice, or is no item. Name each "
                                              "once."),
                            {reader.name}};
    return {};
}

/// Gold items are everybody's, and readers without pictures of their own share everything.
Broken brokenCover(const Project& project) {
    std::set<std::size_t> covered;
    for (const auto& reader : project.readers) {
        if (!reader.items) return {};
        covered.insert(reader.items->begin(), reader.items->end());
    }
    for (std::size_t i = 0; i < project.items.size(); ++i)
        if (!project.items[i].gold && !covered.contains(i))
            return Sentence{QT_TRANSLATE_NOOP("Error",
                                              "nobody reads %1. Add it to a reader's pictures, or add a reader who "
                                              "has none of his own and shares all."),
                            {project.items[i].picture.path}};
    return {};
}

Broken brokenReaders(const Project& project) {
    if (project.readers.empty())
        return Sentence{QT_TRANSLATE_NOOP("Error", "the project has no readers. Name at least one."), {}};
    std::set<std::string_view> names;
    for (const auto& reader : project.readers) {
        if (reader.name.empty())
            return Sentence{QT_TRANSLATE_NOOP("Error",
                                              "a reader has no name. Give the one that stands in the viewer as "
                                              "reader."),
                            {}};
        if (!names.insert(reader.name).second)
            return Sentence{QT_TRANSLATE_NOOP("Error", "the reader %1 is there twice. Leave one of the two."),
                            {reader.name}};
        if (auto broken = brokenReader(reader, project)) return broken;
    }
    return brokenCover(project);
}

}  // namespace

Broken brokenRule(const Project& project) {
    if (project.overlapPercent < 0 || project.overlapPercent > 100)
        return Sentence{QT_TRANSLATE_NOOP("Error", "an overlap of %1 percent is none. Give 0 to 100."),
                        {std::to_string(project.overlapPercent)}};
    if (project.repeatPercent < 0 || project.repeatPercent > 50)
        return Sentence{QT_TRANSLATE_NOOP("Error", "%1 percent of hidden repeats are not possible. Give 0 to 50."),
                        {std::to_string(project.repeatPercent)}};
    if ((project.order == Order::List) == project.orderSource.empty())
        return Sentence{QT_TRANSLATE_NOOP("Error",
                                          "an order says where it comes from if, and only if, it is a list's. Give "
                                          "\"orderSource\" for \"list\", and null otherwise."),
                        {}};
    if (project.guideline.version.empty() && !project.guideline.text.empty())
        return Sentence{QT_TRANSLATE_NOOP("Error", "the guideline has no version. Give one, such as \"1\"."), {}};
    if (auto broken = brokenItems(project)) return broken;
    return brokenReaders(project);
}

}  // namespace asg::project
