#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/analysis/models_library.h"
#include "core/base/printable.h"
#include "core/doctor/bug_report.h"
#include "core/doctor/checkup.h"
#include "core/doctor/checkup_json.h"
#include "core/review/folder_review_store.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>
#include <memory>
#include <string>

namespace asg::cli {
namespace {

struct DoctorOptions {
    std::string model;
    std::string bundle;
    bool json = false;
};

void print(const doctor::Checkup& checkup) {
    constexpr int kColumn = 9;
    std::cout << "asg " << checkup.version << '\n';
    for (const auto& check : checkup.checks) {
        std::cout << std::left << std::setw(kColumn) << doctor::stateName(check.state)
                  << base::printable(base::inEnglish(check.words)) << '\n';
        if (!check.remedy.empty())
            std::cout << std::string(kColumn, ' ') << base::printable(base::inEnglish(check.remedy)) << '\n';
    }
    std::cout << (checkup.works() ? "Everything works." : "Something does not work; see above.") << '\n';
}

int examine(const DoctorOptions& options, const std::stop_token& stop) {
    const auto checkup = doctor::examine(
        {ASG_VERSION, options.model.empty() ? analysis::shippedModelFolder() : std::filesystem::path(options.model),
         review::FolderReviewStore::defaultRoot()},
        stop);
    if (stop.stop_requested()) return kInterrupted;
    if (options.json)
        printJson(doctor::checkupJson(checkup, doctor::Arguments::Shown), 2);
    else
        print(checkup);
    if (!options.bundle.empty()) {
        if (const auto written = doctor::writeBugReport(options.bundle, checkup); !written)
            return sayAndExit(written.error());
        say("written: " + pathForOutput(options.bundle) + ". Look at it before you send it.");
    }
    return checkup.works() ? kDone : kFailedOnSome;
}

}  // namespace

void addDoctorCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<DoctorOptions>();
    auto* command = app.add_subcommand("doctor", "What is installed, what works, and what to do where it does not");
    command->add_option("--model", options->model, "Model folder (the shipped model unless said)");
    command->add_option("--bundle", options->bundle,
                        "Write a zip archive for a report of a defect, with nothing of a patient or a reader");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return examine(*options, stop); };
    });
}

}  // namespace asg::cli
