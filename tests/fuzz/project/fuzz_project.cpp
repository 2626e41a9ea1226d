/// A project's file: what is read is written and read back the same, and gives every reader a queue.
#include "core/project/project_json.h"
#include "core/project/queue.h"
#include "tests/fuzz/support/target.h"

#include <set>

namespace {

using namespace asg;
using fuzz::require;

void checkQueues(const project::Project& project) {
    std::set<std::size_t> covered;
    for (const auto& reader : project.readers) {
        std::set<std::size_t> met;
        for (const auto& entry : project::queueOf(project, reader.name)) {
            require(entry.item < project.items.size(), "a queue is of the project's items");
            require(met.insert(entry.item).second != entry.isRepeat, "what is met twice is a repeat");
        }
        covered.insert(met.begin(), met.end());
    }
    require(covered.size() == project.items.size(), "somebody reads each item");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto project = project::projectFromText(fuzz::asText(data, size), "project.json");
    require(project || !project.error().text.empty(), "an error has words");
    if (!project) return 0;
    const auto text = project::projectText(*project, "project.json");
    require(text.ok(), "what is read can be written");
    const auto back = project::projectFromText(*text, "project.json");
    require(back && *back == *project, "and is read back the same");
    checkQueues(*project);
    return 0;
}
