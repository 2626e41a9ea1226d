#include "core/doctor/bug_report.h"

#include "core/base/archive_writer.h"
#include "core/base/atomic_file.h"
#include "core/doctor/checkup_json.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <regex>

namespace asg::doctor {
namespace {

constexpr std::uintmax_t kMaximumLog = 4U << 20U;
constexpr const char* kAbout =
    "For a report of a defect of ASG Viewer, made by asg doctor or by Help, System check.\n"
    "\n"
    "doctor.json  what was found of the installation and the machine; what would name a file or folder is left out\n"
    "log.txt      when the viewer started, ended and showed a picture; of Qt's warnings the class alone\n"
    "\n"
    "Nothing of a picture, a report, a patient or a reader is in it. Look before you send it.\n";

std::string valueOf(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr ? value : "";
}

/// "[2026-12-01 05:00:00.000] [asg-viewer] [info] …"
const std::regex& lineForm() {
    static const std::regex form(R"(^(\[[0-9 :.-]+\] \[asg-viewer\] \[[a-z]+\] )(.*)$)");
    return form;
}

/// What of a line's own words may be passed on; empty: nothing.
std::string wordsToKeep(const std::string& words) {
    static const std::regex own(R"(asg-viewer [0-9][0-9.]* starts|asg-viewer ends|picture shown)");
    static const std::regex ofQt(R"(^(Qt: Q[A-Za-z]+(?:::[A-Za-z]+)?).*)");
    std::smatch found;
    if (std::regex_match(words, own)) return words;
    if (std::regex_match(words, found, ofQt)) return found[1].str() + " …";
    return "…";
}

}  // namespace

std::string logForBugReport(std::string_view log) {
    std::string kept;
    while (!log.empty()) {
        const auto end = log.find('\n');
        const std::string line(log.substr(0, end));
        log.remove_prefix(end == log.npos ? log.size() : end + 1);
        std::smatch found;
        if (std::regex_match(line, found, lineForm())) kept += found[1].str() + wordsToKeep(found[2].str()) + "\n";
    }
    return kept;
}

std::filesystem::path viewerLog() {
    const auto state = valueOf("XDG_STATE_HOME");
    const auto folder =
        state.empty() ? std::filesystem::path(valueOf("HOME")) / ".local" / "state" : std::filesystem::path(state);
    return folder / "asg" / "asg-viewer.log";
}

base::Result<void> writeBugReport(const std::filesystem::path& path, const Checkup& checkup) {
    const auto log = base::readFile(viewerLog(), kMaximumLog);
    return base::writeArchive(
        path,
        {{"asg-doctor/README.txt", kAbout},
         {"asg-doctor/doctor.json", checkupJson(checkup, Arguments::LeftOut).dump(2) + "\n"},
         {"asg-doctor/log.txt", log ? logForBugReport(*log) : std::string("The viewer has left no log here.\n")}});
}

}  // namespace asg::doctor
