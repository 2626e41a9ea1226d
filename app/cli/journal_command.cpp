#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/printable.h"
#include "core/review/copy_conflicts.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal_check.h"
#include "core/review/merge_journals.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;

struct VerifyOptions {
    std::vector<std::string> files;
    std::string manifest;
    bool json = false;
};

struct MergeOptions {
    std::vector<std::string> folders;
    std::string into;
    bool json = false;
};

using Anchors = std::optional<std::vector<review::JournalAnchor>>;

base::Result<Anchors> readAnchors(const std::string& manifest) {
    constexpr std::uintmax_t kMaximumBytes = 512U << 20U;
    if (manifest.empty()) return Anchors{};
    const auto text = base::readFile(manifest, kMaximumBytes);
    if (!text) return text.error();
    const auto document = base::jsonFromText(*text);
    if (!document) return base::Error{document.error().code, manifest + ": " + document.error().text};
    auto anchors = review::anchorsIn(*document);
    if (!anchors)
        return base::Error{anchors.error().code,
                           manifest + ": " + anchors.error().text +
                               " Export the picture's decisions with this version of ASG Viewer."};
    return Anchors(std::move(*anchors));
}

ordered_json findingsJson(const std::vector<review::JournalFinding>& findings) {
    auto list = ordered_json::array();
    for (const auto& finding : findings)
        list.push_back({{"code", finding.code},
                        {"line", finding.line ? ordered_json(*finding.line) : ordered_json(nullptr)},
                        {"text", finding.text}});
    return list;
}

ordered_json checkJson(const std::string& file, const review::JournalCheck& check) {
    return {{"path", file},
            {"image", check.image},
            {"decisions", check.head.decisions},
            {"last", check.head.last},
            {"whole", check.problems.empty()},
            {"problems", findingsJson(check.problems)},
            {"notes", findingsJson(check.notes)}};
}

void printCheck(const std::string& file, const review::JournalCheck& check, bool comparedWithExport) {
    const auto print = [](const char* kind, const std::vector<review::JournalFinding>& findings) {
        for (const auto& finding : findings)
            std::cout << "  " << kind << (finding.line ? ", line " + std::to_string(*finding.line) : "") << ": "
                      << base::printable(finding.text) << '\n';
    };
    std::cout << base::printable(file) << ": " << (check.problems.empty() ? "whole" : "not whole") << ", "
              << check.head.decisions << (check.head.decisions == 1 ? " decision" : " decisions")
              << (check.problems.empty() && comparedWithExport ? ", as exported" : "") << '\n';
    print("problem", check.problems);
    print("note", check.notes);
}

int verify(const VerifyOptions& options, const std::stop_token& stop) {
    const auto anchors = readAnchors(options.manifest);
    if (!anchors) return sayAndExit(anchors.error());
    auto journals = ordered_json::array();
    auto failed = ordered_json::array();
    bool allWhole = true;
    for (const auto& file : options.files) {
        if (stop.stop_requested()) return kInterrupted;
        const auto check = review::checkJournal(file, *anchors);
        if (!check) {
            say(check.error());
            failed.push_back(
                {{"path", file}, {"code", base::errorCodeName(check.error().code)}, {"text", check.error().text}});
            continue;
        }
        allWhole = allWhole && check->problems.empty();
        if (options.json)
            journals.push_back(checkJson(file, *check));
        else
            printCheck(file, *check, anchors->has_value());
    }
    const bool done = allWhole && failed.empty();
    if (options.json) printJson({{"journals", std::move(journals)}, {"failed", std::move(failed)}}, 2);
    return done ? kDone : kFailedOnSome;
}

ordered_json sideJson(const review::ConflictSide& side) {
    return {{"journal", side.journal.string()},
            {"said", side.said.empty() ? ordered_json(nullptr) : ordered_json::parse(side.said)},
            {"time", side.time}};
}

ordered_json conflictJson(const review::CopyConflict& conflict) {
    return {{"image", conflict.imageSha256},
            {"reader", conflict.reader},
            {"kind", conflict.kind},
            {"thing", ordered_json::parse(conflict.thing)},
            {"sides", {sideJson(conflict.first), sideJson(conflict.second)}}};
}

void printConflict(const review::CopyConflict& conflict) {
    std::cout << "conflict: " << base::printable(conflict.reader) << " on " << conflict.imageSha256 << ", "
              << conflict.kind << " " << base::printable(conflict.thing) << '\n';
    for (const auto* side : {&conflict.first, &conflict.second})
        std::cout << "  " << side->time << " " << (side->said.empty() ? "taken back" : base::printable(side->said))
                  << " (" << base::printable(side->journal.string()) << ")\n";
}

/// Of the pictures whose journals were brought: those that stay, whether or not this merge brought them about.
base::Result<std::vector<review::CopyConflict>> conflictsIn(const std::filesystem::path& root,
                                                            const review::MergedJournals& merged,
                                                            const std::stop_token& stop) {
    const auto there = review::gatherJournals({root}, stop);
    if (!there) return there.error();
    std::set<std::string> images;
    for (const auto& journal : merged.journals) images.insert(journal.image);
    std::vector<review::CopyConflict> conflicts;
    for (const auto& [image, copies] : there->pictures)
        if (images.contains(image))
            for (auto& conflict : review::conflictsBetween(copies)) conflicts.push_back(std::move(conflict));
    return conflicts;
}

ordered_json mergedJson(const review::MergedJournals& merged, const std::vector<review::CopyConflict>& conflicts) {
    ordered_json document{
        {"journals", ordered_json::array()}, {"conflicts", ordered_json::array()}, {"failed", ordered_json::array()}};
    for (const auto& journal : merged.journals)
        document["journals"].push_back({{"from", journal.from.string()},
                                        {"image", journal.image},
                                        {"became", review::name(journal.how)},
                                        {"decisions", journal.decisions}});
    for (const auto& conflict : conflicts) document["conflicts"].push_back(conflictJson(conflict));
    for (const auto& failure : merged.failed)
        document["failed"].push_back({{"code", base::errorCodeName(failure.code)}, {"text", failure.text}});
    return document;
}

void printMerged(const std::filesystem::path& root, const review::MergedJournals& merged,
                 const std::vector<review::CopyConflict>& conflicts) {
    std::size_t changed = 0;
    std::uint64_t decisions = 0;
    for (const auto& journal : merged.journals) {
        changed += journal.how == review::Brought::Known ? 0 : 1;
        decisions += journal.decisions;
    }
    std::cout << base::printable(root.string()) << ": " << merged.journals.size() << " journals brought, " << changed
              << " of them with something new (" << decisions << " decisions)\n";
    for (const auto& conflict : conflicts) printConflict(conflict);
    if (!conflicts.empty())
        std::cout << "Copies that went their own ways lie beside each other. Of two verdicts the newest counts.\n";
}

int merge(const MergeOptions& options, const std::stop_token& stop) {
    const std::filesystem::path root =
        options.into.empty() ? review::FolderReviewStore::defaultRoot() : std::filesystem::path(options.into);
    const auto merged = review::mergeJournals(root, {options.folders.begin(), options.folders.end()}, stop);
    if (!merged) return sayAndExit(merged.error());
    for (const auto& failure : merged->failed) say(failure);
    if (stop.stop_requested()) return kInterrupted;
    const auto conflicts = conflictsIn(root, *merged, stop);
    if (!conflicts) return sayAndExit(conflicts.error());
    if (options.json)
        printJson(mergedJson(*merged, *conflicts), 1);
    else
        printMerged(root, *merged, *conflicts);
    return merged->failed.empty() ? kDone : kFailedOnSome;
}

void addVerify(CLI::App& journal, Action& chosen) {
    auto options = std::make_shared<VerifyOptions>();
    auto* command = journal.add_subcommand("verify", "Whether journals are whole, and as they were exported");
    command->add_option("FILE", options->files, "Journals")->required();
    command->add_option(
        "--against", options->manifest,
        "An export of the viewer, or of a project (JSON): the journal must go on from what it was then");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return verify(*options, stop); };
    });
}

void addMerge(CLI::App& journal, Action& chosen) {
    auto options = std::make_shared<MergeOptions>();
    auto* command = journal.add_subcommand("merge", "Brings what other readers decided into one data folder");
    command->add_option("FOLDER", options->folders, "Their data folders (ASG_DATA), or copies of them")->required();
    command->add_option("--into", options->into, "The data folder that it is brought into; your own unless said");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback(
        [options, &chosen] { chosen.work = [options](const std::stop_token& stop) { return merge(*options, stop); }; });
}

}  // namespace

void addJournalCommand(CLI::App& app, Action& chosen) {
    auto* journal = app.add_subcommand("journal", "Journals of decisions (decisions.jsonl)");
    journal->require_subcommand(1);
    addVerify(*journal, chosen);
    addMerge(*journal, chosen);
}

}  // namespace asg::cli
