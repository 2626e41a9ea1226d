/// The tables that users write for themselves, by the name in ASG_FUZZ_KIND: hanging rules, windows by modality, and
/// which pictures are of one patient ("hand-groups").
#include "core/study/hand_groups.h"
#include "core/study/hanging.h"
#include "core/study/own_windows.h"
#include "tests/fuzz/support/csv_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <span>
#include <string>

namespace {

using namespace asg;

void readRules(std::string_view table) {
    const auto rules = study::readHangingRules(table, "hanging.tsv");
    fuzz::require(rules || !rules.error().text.empty(), "an error has words");
    if (!rules) return;
    for (const auto& rule : *rules)
        fuzz::require(rule.places.size() == static_cast<std::size_t>(rule.rows * rule.columns), "a view has a place");
}

/// A window that is kept is read again with all that was there before.
void readWindows(std::string_view table) {
    const auto before = study::readOwnWindows(table, "windows.tsv");
    fuzz::require(before || !before.error().text.empty(), "an error has words");
    const auto path = fuzz::scratchFile("windows.tsv", table);
    const study::OwnWindow kept{"DX", {40, 0.1, domain::Window::Function::LinearExact, "kept now"}};
    const auto after = study::keepOwnWindow(path, kept);
    fuzz::require(static_cast<bool>(before) == static_cast<bool>(after), "what cannot be read is left alone");
    if (!after) return;
    const auto again = study::loadOwnWindows(path);
    fuzz::require(again && *again == *after, "what is kept is read again");
    for (const auto& window : *before) {
        const bool isReplaced = window.modality == kept.modality && window.window.name == kept.window.name;
        fuzz::require(isReplaced || std::ranges::find(*after, window) != after->end(), "nothing else is lost");
    }
}

/// Groups that are kept are read again with all that was there before, each once.
void readGroups(std::string_view table) {
    const auto before = study::readHandGroups(table, "groups.tsv");
    fuzz::require(before || !before.error().text.empty(), "an error has words");
    const auto path = fuzz::scratchFile("groups.tsv", table);
    study::HandGroups further{{std::string(64, 'a'), std::string(64, 'b')}};
    if (before && !before->empty()) further.push_back(before->front());
    const auto after = study::keepHandGroups(path, further);
    fuzz::require(static_cast<bool>(before) == static_cast<bool>(after), "what cannot be read is left alone");
    if (!after) {
        fuzz::require(fuzz::bytesOf(path) == table, "and is as it was");
        return;
    }
    fuzz::require(fuzz::bytesOf(path).starts_with(table), "what stands in the file stays as it is");
    const auto again = study::loadHandGroups(path);
    fuzz::require(again && *again == *after, "what is kept is read again");
    fuzz::require(std::ranges::equal(*before, std::span(*after).first(before->size())), "nothing is lost");
    fuzz::require(std::ranges::count(*after, further.front()) >= 1, "the further one is there");
    fuzz::require(after->size() <= before->size() + 1, "what stands there is not written again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kind = asg::fuzz::kind();
    const auto table = asg::fuzz::asText(data, size);
    if (kind == "hanging")
        readRules(table);
    else if (kind == "own-windows")
        readWindows(table);
    else
        readGroups(table);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedCsv(asg::fuzz::asText(data, size), '\t', dice), data, room);
}
