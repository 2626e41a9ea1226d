#include "app/cli/project_creation.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/walk.h"
#include "core/session/read_report.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <system_error>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumListBytes = 64U << 20U;

/// The same for every way to write a file's path.
fs::path wholePath(const fs::path& path) {
    std::error_code failure;
    const auto absolute = fs::absolute(path, failure);
    auto whole = fs::weakly_canonical(absolute, failure);
    return failure ? absolute.lexically_normal() : whole;
}

/// The numbers of a list's pictures among the project's, in its order.
class ListedPictures {
public:
    void add(const fs::path& picture, std::size_t number) { m_numbers.emplace(wholePath(picture), number); }

    [[nodiscard]] base::Result<std::vector<std::size_t>> read(const fs::path& list) const {
        const auto text = base::readFile(list, kMaximumListBytes);
        if (!text) return text.error();
        std::vector<std::size_t> numbers;
        std::set<std::size_t> met;
        std::size_t line = 0;
        for (std::string_view rest = *text; !rest.empty();) {
            const auto end = std::min(rest.find('\n'), rest.size());
            auto path = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            ++line;
            if (path.ends_with('\r')) path.remove_suffix(1);
            if (path.empty()) continue;
            const auto found = m_numbers.find(wholePath(list.parent_path() / path));
            if (found == m_numbers.end())
                return wrong(list, line, path,
                             "is no picture of the project. Give paths relative to the list's folder");
            if (!met.insert(found->second).second) return wrong(list, line, path, "is there twice. Leave it in once");
            numbers.push_back(found->second);
        }
        return numbers;
    }

private:
    static base::Error wrong(const fs::path& list, std::size_t line, std::string_view path, const char* why) {
        return {ErrorCode::InvalidArgument,
                list.string() + ", line " + std::to_string(line) + ": " + std::string(path) + " " + why + "."};
    }

    std::map<fs::path, std::size_t> m_numbers;
};

/// A file as the project names it.
base::Result<project::ProjectFile> projectFile(const fs::path& path, const fs::path& folder) {
    auto sha256 = base::sha256OfFile(path);
    if (!sha256) return sha256.error();
    return project::ProjectFile{wholePath(path).lexically_relative(folder).generic_string(), std::move(*sha256)};
}

base::Result<project::Item> itemOf(const fs::path& picture, const fs::path& folder, PlannedProject& planned) {
    auto file = projectFile(picture, folder);
    if (!file) return file.error();
    project::Item item{std::move(*file)};
    const auto beside = session::reportBeside(study::PictureFile{picture});
    if (!beside) return item;
    auto report = projectFile(beside->path, folder);
    if (!report) return report.error();
    if (beside->isOfFolder)
        planned.remarks.push_back(picture.string() + ": " + beside->path.string() +
                                  " is taken for its report, and for the other pictures' of that folder.");
    item.report = std::move(*report);
    return item;
}

/// A picture that lies there twice is one to every reader: the first is taken.
void addItems(const ProjectPlan& plan, PlannedProject& planned, ListedPictures& listed, const std::stop_token& stop) {
    const auto folder = wholePath(plan.file).parent_path();
    const auto walk = io::findPictures({plan.filesAndFolders.begin(), plan.filesAndFolders.end()}, stop);
    for (const auto& failure : walk.failures) planned.failed.push_back(failure.error);
    std::map<std::string, std::size_t> hashes;
    for (const auto& picture : walk.paths) {
        if (stop.stop_requested()) return;
        auto item = itemOf(picture, folder, planned);
        if (!item) {
            planned.failed.push_back(item.error());
            continue;
        }
        const auto [first, isNew] = hashes.try_emplace(item->picture.sha256, planned.project.items.size());
        listed.add(picture, first->second);
        if (isNew)
            planned.project.items.push_back(std::move(*item));
        else
            planned.remarks.push_back(picture.string() + ": left out, as it is the same picture as " +
                                      planned.project.items[first->second].picture.path + ".");
    }
}

base::Result<void> takeGuideline(const ProjectPlan& plan, project::Project& project) {
    project.guideline.version = plan.guidelineVersion;
    if (plan.guideline.empty()) return {};
    const auto bytes = base::readFile(plan.guideline, kMaximumListBytes);
    if (!bytes) return bytes.error();
    project.guideline.text = text::decodeText(*bytes).utf8;
    return {};
}

base::Result<void> takeReaders(const ProjectPlan& plan, const ListedPictures& listed, project::Project& project) {
    for (const auto& reader : plan.readers) project.readers.push_back({reader});
    for (const auto& [reader, list] : plan.ownLists) {
        auto items = listed.read(list);
        if (!items) return items.error();
        project.readers.push_back({reader, std::move(*items)});
    }
    return {};
}

base::Result<void> takeGold(const ProjectPlan& plan, const ListedPictures& listed, project::Project& project) {
    project.goldReader = plan.goldReader;
    if (plan.gold.empty()) return {};
    const auto gold = listed.read(plan.gold);
    if (!gold) return gold.error();
    for (const auto item : *gold) project.items[item].gold = true;
    return {};
}

/// Where each item stands in an order by the list, what it does not name behind.
std::vector<std::size_t> placesBy(const std::vector<std::size_t>& list, std::size_t items) {
    std::vector<std::size_t> places(items, items);
    for (std::size_t i = 0; i < list.size(); ++i) places[list[i]] = i;
    for (std::size_t i = 0, next = list.size(); i < items; ++i)
        if (places[i] == items) places[i] = next++;
    return places;
}

base::Result<void> takeOrder(const ProjectPlan& plan, const ListedPictures& listed, PlannedProject& planned) {
    auto& project = planned.project;
    project.order = plan.order == "random" ? project::Order::Random
                    : plan.order == "list" ? project::Order::List
                                           : project::Order::AsGiven;
    if (project.order != project::Order::List) return {};
    const auto list = listed.read(plan.list);
    if (!list) return list.error();
    project.orderSource = plan.listSource.empty() ? fs::path(plan.list).filename().string() : plan.listSource;
    if (const auto more = project.items.size() - list->size(); more > 0)
        planned.remarks.push_back(plan.list + " does not name " + std::to_string(more) +
                                  " pictures of the project. They stand behind the others, as they were found.");
    const auto places = placesBy(*list, project.items.size());
    std::vector<project::Item> items(project.items.size());
    for (std::size_t i = 0; i < items.size(); ++i) items[places[i]] = std::move(project.items[i]);
    project.items = std::move(items);
    for (auto& reader : project.readers)
        if (reader.items)
            for (auto& item : *reader.items) item = places[item];
    return {};
}

std::uint64_t drawnSeed() {
    // Programs that read JSON's numbers as doubles keep this many bits.
    std::random_device device;
    return ((std::uint64_t{device()} << 32U) | device()) >> 11U;
}

}  // namespace

base::Result<PlannedProject> planProject(const ProjectPlan& plan, const std::stop_token& stop) {
    PlannedProject planned;
    auto& project = planned.project;
    ListedPictures listed;
    addItems(plan, planned, listed, stop);
    project.name = plan.name.empty() ? plan.file.stem().string() : plan.name;
    project.seed = plan.seed ? *plan.seed : drawnSeed();
    project.overlapPercent = plan.overlapPercent;
    project.repeatPercent = plan.repeatPercent;
    if (auto done = takeGuideline(plan, project); !done) return done.error();
    if (auto done = takeReaders(plan, listed, project); !done) return done.error();
    if (auto done = takeGold(plan, listed, project); !done) return done.error();
    if (auto done = takeOrder(plan, listed, planned); !done) return done.error();
    return planned;
}

}  // namespace asg::cli
