#include "app/cli/bench_figures.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/resources.h"
#include "core/io/open_radiograph.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asg::cli {
namespace {

using base::Result;
using nlohmann::ordered_json;

struct BenchOptions {
    std::string image;
    std::string report;
    ModelOptions model;
    double seconds = 1;  ///< for each time that is taken
    bool json = false;
};

/// All figures, in the order in which they are taken: the peak of memory is that of one model, so it stands before the
/// other precision is tried.
class Bench {
public:
    Bench(const BenchOptions& options, std::stop_token stop) : m_options(options), m_stop(std::move(stop)) {}

    int run() {
        take("opening", [&] { return benchOpening(m_options.image, m_options.seconds); });
        take("analysis", [&] { return benchAnalysis(); });
        take("parsing", [&] { return benchParsing(m_options.report, m_options.seconds); });
        if (m_options.json)
            printJson();
        else
            printText();
        if (m_stop.stop_requested()) return kInterrupted;
        return m_failed.empty() ? kDone : kFailedOnSome;
    }

private:
    void take(const char* name, const std::function<Result<Figure>()>& measure) {
        if (m_stop.stop_requested()) return;
        const auto figure = measure();
        if (figure) return m_figures.push_back(*figure);
        if (m_stop.stop_requested()) return;
        say(std::string(name) + ": " + figure.error().text);
        m_failed.push_back(
            {{"name", name}, {"code", base::errorCodeName(figure.error().code)}, {"text", figure.error().text}});
    }

    Result<Figure> benchAnalysis() {
        const auto radiograph = io::openRadiograph(m_options.image);
        if (!radiograph) return radiograph.error();
        const auto chosen = timeAnalysis(m_options.model, *radiograph, m_options.seconds, m_stop);
        if (!chosen) return chosen.error();
        m_model = chosen->model;
        take("memory", [&] { return benchMemory(m_options.model); });
        take("phrase", [&] { return benchPhrase(m_options.model, *radiograph, m_options.seconds, m_stop); });
        auto other = m_options.model;
        other.precision = m_model.precision == "float32" ? "bfloat16" : "float32";
        const auto compared = timeAnalysis(other, *radiograph, m_options.seconds, m_stop);
        if (compared)
            return Figure{"analysis", chosen->milliseconds, "ms", "the same in " + other.precision,
                          compared->milliseconds};
        // A model that says something else in the other precision is not run in it.
        if (compared.error().code != base::ErrorCode::Unsupported) return compared.error();
        const auto opening = secondsOfOpening(m_options.image, m_options.seconds);
        if (!opening) return opening.error();
        return Figure{"analysis", chosen->milliseconds, "ms", "opening the picture", *opening * 1e3};
    }

    void printJson() const {
        auto figures = ordered_json::array();
        for (const auto& figure : m_figures)
            figures.push_back({{"name", figure.name},
                               {"value", figure.value},
                               {"unit", figure.unit},
                               {"relativeTo", figure.relativeTo},
                               {"relativeValue", figure.relativeValue},
                               {"ratio", figure.value / figure.relativeValue}});
        const ordered_json document{{"image", m_options.image},
                                    {"report", m_options.report},
                                    {"model",
                                     {{"name", m_model.name},
                                      {"version", m_model.version},
                                      {"device", m_model.device},
                                      {"precision", m_model.precision}}},
                                    {"figures", figures},
                                    {"failed", m_failed}};
        cli::printJson(document, 1);
    }

    void printText() const {
        for (const auto& figure : m_figures)
            std::printf("%-9s %10.4g %-10s %8.3g x %s (%.4g %s)\n", figure.name.c_str(), figure.value,
                        figure.unit.c_str(), figure.value / figure.relativeValue, figure.relativeTo.c_str(),
                        figure.relativeValue, figure.unit.c_str());
        if (!m_model.name.empty())
            std::printf("model %s %s, %s, %s\n", m_model.name.c_str(), m_model.version.c_str(), m_model.device.c_str(),
                        m_model.precision.c_str());
    }

    const BenchOptions& m_options;
    std::stop_token m_stop;
    domain::ModelIdentity m_model;  ///< its name is empty until it ran
    std::vector<Figure> m_figures;
    ordered_json m_failed = ordered_json::array();
};

}  // namespace

void addBenchCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<BenchOptions>();
    const auto sample = base::resourceFolder() / "sample-study";
    options->image = sample / "phantom.dcm";
    options->report = sample / "report.txt";
    auto* command = app.add_subcommand("bench", "How fast and how large, each figure beside what it is relative to");
    command->add_option("IMAGE", options->image, "The picture (that of the sample study)");
    command->add_option("--report", options->report, "The report (that of the sample study)");
    command->add_option("--seconds", options->seconds, "How long each time is taken (1)")
        ->check(CLI::Range(0.0, 3600.0));
    command->add_flag("--json", options->json, "One JSON document on standard output");
    addModelOptions(*command, options->model);
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return Bench(*options, stop).run(); };
    });
}

}  // namespace asg::cli
