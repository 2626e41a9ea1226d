/// The tables that users write for themselves: hanging rules, and windows by modality.
#include "core/study/hanging.h"
#include "core/study/own_windows.h"
#include "tests/fuzz/support/csv_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = asg::fuzz::asText(data, size);
    if (asg::fuzz::kind() == "hanging")
        readRules(table);
    else
        readWindows(table);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedCsv(asg::fuzz::asText(data, size), '\t', dice), data, room);
}
