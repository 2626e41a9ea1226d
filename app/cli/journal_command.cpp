#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/printable.h"
#include "core/review/journal_check.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <optional>
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

}  // namespace

void addJournalCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<VerifyOptions>();
    auto* journal = app.add_subcommand("journal", "Journals of decisions (decisions.jsonl)");
    journal->require_subcommand(1);
    auto* command = journal->add_subcommand("verify", "Whether journals are whole, and as they were exported");
    command->add_option("FILE", options->files, "Journals")->required();
    command->add_option("--against", options->manifest,
                        "An export of the viewer (JSON): the journal must go on from what it was then");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return verify(*options, stop); };
    });
}

}  // namespace asg::cli
