#include "core/review/journal_check.h"

#include "core/base/atomic_file.h"
#include "core/review/journal.h"
#include "core/review/journal_chain.h"
#include "core/review/journal_head.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace asg::review {
namespace {

constexpr const char* kUnreadableHead = "head-unreadable";

/// The folder of a picture's journal is named by the picture; a copy somewhere else is known by its decisions.
std::string imageOf(const std::filesystem::path& journal, const JournalChain& chain) {
    const auto folder = std::filesystem::absolute(journal).parent_path().filename().string();
    constexpr std::size_t kDigits = 64;
    if (folder.size() == kDigits && folder.find_first_not_of("0123456789abcdef") == folder.npos) return folder;
    return chain.decisions().empty() ? std::string() : chain.decisions().front().imageSha256;
}

std::optional<std::size_t> lineOf(const LogHead& head) {
    return head.decisions == 0 ? std::nullopt : std::optional<std::size_t>(head.decisions);
}

void checkChain(JournalCheck& check, const JournalChain& chain) {
    if (const auto& broken = chain.broken())
        check.problems.push_back(
            {broken->error.code == base::ErrorCode::Unsupported ? "kind-not-known" : "chain-broken", broken->line,
             broken->error.text + "."});
    const auto other = std::ranges::find_if(chain.decisions(),
                                            [&](const auto& decision) { return decision.imageSha256 != check.image; });
    if (other != chain.decisions().end())
        check.problems.push_back(
            {"other-picture", other->sequence,
             "this decision is on the picture " + other->imageSha256 + ", not on " + check.image + "."});
    if (!chain.torn().empty())
        check.notes.push_back({"torn-line", check.head.decisions + 1,
                               "it is there in part, as when a computer stops in the middle of writing; it was never "
                               "acknowledged."});
    if (chain.lacksLastEnd())
        check.notes.push_back({"no-line-end", check.head.decisions, "the line is whole, but its end is missing."});
}

void checkHead(JournalCheck& check, const std::filesystem::path& journal, const JournalChain& chain,
               const base::Result<std::optional<LogHead>>& head) {
    if (!head) {
        check.problems.push_back({kUnreadableHead, {}, head.error().text});
    } else if (!*head) {
        check.notes.push_back(
            {"no-head", {}, "there is no head beside it: whether its end is missing cannot be told."});
    } else if (auto unlike = unlikeHead(journal, chain, **head)) {
        check.problems.push_back({std::string(codeName(*unlike)), lineOf(**head), textOf(*unlike)});
    } else if (chain.fitOf(**head) == HeadFit::Behind) {
        check.notes.push_back({"head-behind", lineOf(**head),
                               "its head is behind it, as after a crash or an earlier version of the program."});
    }
}

/// A journal that had lost something when it was gone on with; one that has it again goes with the head again.
void checkKeptHeads(JournalCheck& check, const std::filesystem::path& journal, const JournalChain& chain) {
    for (const auto& file : keptHeadsOf(journal)) {
        const auto head = readJournalHead(file);
        if (!head) check.problems.push_back({kUnreadableHead, {}, head.error().text});
        if (!head || !*head) continue;
        if (const auto unlike = unlikeHead(journal, chain, **head))
            check.problems.push_back({std::string(codeName(*unlike)) + "-earlier", lineOf(**head),
                                      "As " + file.filename().string() + " remembers it: " + textOf(*unlike)});
    }
}

void checkAnchors(JournalCheck& check, const std::filesystem::path& journal, const JournalChain& chain,
                  const std::vector<JournalAnchor>& anchors) {
    bool found = false;
    for (const auto& anchor : anchors) {
        if (anchor.image != check.image) continue;
        found = true;
        if (const auto unlike = unlikeHead(journal, chain, anchor.head))
            check.problems.push_back({"not-as-exported", lineOf(anchor.head), "Since the export: " + textOf(*unlike)});
    }
    // A picture that was only looked at has an empty journal: there is nothing that an export could have had of it.
    if (!found && chain.head().decisions > 0)
        check.problems.push_back({"not-exported", {}, "the export says nothing of a journal of this picture."});
}

}  // namespace

base::Result<JournalCheck> checkJournal(const std::filesystem::path& journal,
                                        const std::optional<std::vector<JournalAnchor>>& anchors) {
    // The head first: it is written after its decision, so that a journal that is read later is never behind it.
    const auto head = readJournalHead(headFileOf(journal));
    const auto content = base::readFile(journal, kMaximumJournalBytes);
    if (!content) return content.error();
    const JournalChain chain(*content);
    JournalCheck check{imageOf(journal, chain), chain.head(), {}, {}};
    checkChain(check, chain);
    // Behind a line that breaks the chain nothing was read: a head there would only say so again.
    if (chain.broken()) return check;
    checkHead(check, journal, chain, head);
    checkKeptHeads(check, journal, chain);
    if (anchors) checkAnchors(check, journal, chain, *anchors);
    return check;
}

}  // namespace asg::review
