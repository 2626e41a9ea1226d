/// A journal of decisions: one that is refused is left as it is; of one that is opened nothing is lost, and it goes on.
/// And the head beside one ("journal-head"): whatever it holds, the journal is opened and is as it was.
#include "core/base/sha256.h"
#include "core/review/journal.h"
#include "tests/fuzz/support/json_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace asg;
using fuzz::require;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

void goesOn(const fs::path& path) {
    std::size_t before = 0;
    {
        auto journal = review::Journal::open(path);
        require(journal.ok(), "a journal that was opened is opened again");
        before = journal->decisions().size();
        domain::ReviewDecision decision;
        decision.content = domain::LinkVerdict{{{0, 5}}, {domain::RegionId{0}}, domain::ReviewVerdict::Accepted};
        const auto appended = journal->append(decision);
        require(appended && appended->sequence == before + 1, "a decision is written behind the last one");
    }
    const auto journal = review::Journal::open(path);
    require(journal && journal->decisions().size() == before + 1, "and is read back");
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Numbers the lines anew and chains each to the one before it, as whoever wrote the journal would have done.
std::string chained(const std::vector<std::string>& lines) {
    std::string text;
    std::string previous;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto object = Json::parse(lines[i], nullptr, false);
        if (object.is_object()) {
            object["sequence"] = i + 1;
            object["previous"] = previous;
        }
        const std::string line =
            object.is_object() ? object.dump(-1, ' ', false, Json::error_handler_t::replace) : lines[i];
        previous = base::sha256Hex(line);
        text += line + '\n';
    }
    return text;
}

void checkHead(std::string_view head) {
    static const auto good = fuzz::bytesOf(ASG_SOURCE_DIR "/tests/fuzz/review/corpus/journal/each-kind.jsonl");
    const auto path = fuzz::scratchFile("decisions.jsonl", good);
    fuzz::scratchFile("decisions.jsonl.head", head);
    const auto journal = review::Journal::open(path);
    require(journal && !journal->decisions().empty(), "a journal is opened whatever its head holds");
    require(fuzz::bytesOf(path) == good, "and is as it was");
}

void checkJournal(const std::string& given) {
    const auto path = fuzz::scratchFile("decisions.jsonl", given);
    const bool opened = [&] {
        const auto journal = review::Journal::open(path);
        require(journal || !journal.error().text.empty(), "an error has words");
        return journal.ok();
    }();
    const auto left = fuzz::bytesOf(path);
    if (!opened) {
        require(left == given, "a journal that is refused is left as it is");
        return;
    }
    const auto aside = fuzz::bytesOf(path.string() + ".torn");
    require(left + aside == given || left == given + '\n', "nothing of a journal is lost");
    goesOn(path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool isHead = fuzz::kind() == "journal-head";
    fuzz::emptyScratch();
    if (isHead)
        checkHead(fuzz::asText(data, size));
    else
        checkJournal(std::string(fuzz::asText(data, size)));
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    static const bool isHead = fuzz::kind() == "journal-head";
    fuzz::Dice dice(seed);
    const auto text = fuzz::asText(data, size);
    if (isHead) return fuzz::giveBack(fuzz::mutatedJson(text, dice), data, room);
    auto lines = linesOf(text);
    if (lines.empty() || dice.oneIn(6)) return fuzz::giveBack(fuzz::damaged(text), data, room);
    auto& line = dice.pick(lines);
    switch (dice.below(6)) {
        case 0: lines.push_back(std::string(line)); break;
        case 1: std::swap(line, dice.pick(lines)); break;
        default: line = fuzz::mutatedJson(line, dice); break;
    }
    return fuzz::giveBack(chained(lines), data, room);
}
