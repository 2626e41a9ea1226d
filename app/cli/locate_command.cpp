#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/model_options.h"
#include "app/cli/overlay_file.h"
#include "app/cli/report_input.h"
#include "core/analysis/model_service.h"
#include "core/io/open_radiograph.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace asg::cli {
namespace {

struct LocateOptions {
    std::string image;
    std::string phrase;
    std::string out;
    ModelOptions model;
    bool json = false;
};

nlohmann::ordered_json locationJson(const analysis::PhraseLocation& location) {
    nlohmann::ordered_json object{{"peak", nullptr}, {"region", nullptr}, {"score", nullptr}};
    if (location.peakInImagePixels) object["peak"] = {location.peakInImagePixels->x, location.peakInImagePixels->y};
    if (location.region) object["region"] = domain::regionName(*location.region);
    if (location.score) object["score"] = *location.score;
    object["available"] = location.available;
    return object;
}

void printLocation(const analysis::PhraseLocation& location) {
    if (!location.available) {
        std::cout << "This model was not trained to align phrases with pictures: no place can be given.\n";
        return;
    }
    if (!location.peakInImagePixels) {
        std::cout << "There are no words in this phrase that the model could look for.\n";
        return;
    }
    std::cout << "peak " << location.peakInImagePixels->x << ", " << location.peakInImagePixels->y << " ("
              << (location.region ? domain::regionName(*location.region) : "no region") << "), score "
              << *location.score << '\n';
}

/// Words that the model was not taught have a peak too.
void warnOfUnknownWords(const LocateOptions& options) {
    const auto parser = loadParser();
    if (parser && parser->parse(options.phrase).links.empty())
        say("\"" + options.phrase + "\" names no place that the model was taught: where it points may mean nothing.");
}

int locate(const LocateOptions& options, const std::stop_token& stop) {
    const auto radiograph = io::openRadiograph(options.image, 1, stop);
    if (radiograph.cancelled()) return kInterrupted;
    if (radiograph.failed()) {
        say(radiograph.error());
        return kFailedOnSome;
    }
    analysis::ModelService model([&options] { return loadBackend(options.model); });
    const auto outcome = model.locate(radiograph.value(), options.phrase, stop, progressBar(options.image));
    clearProgressBar();
    if (outcome.cancelled()) return kInterrupted;
    if (outcome.failed()) {
        say(outcome.error());
        return kFailedOnSome;
    }
    if (outcome.value().peakInImagePixels) warnOfUnknownWords(options);
    if (options.json)
        printJson(locationJson(outcome.value()), -1);
    else
        printLocation(outcome.value());
    if (options.out.empty() || !outcome.value().map) return kDone;
    const auto written = writePhraseMap(options.out, radiograph.value(), options.phrase, *outcome.value().map);
    if (!written) say(written.error());
    return written ? kDone : kFailedOnSome;
}

}  // namespace

void addLocateCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<LocateOptions>();
    auto* command = app.add_subcommand("locate", "Where a phrase points in a picture");
    command->add_option("IMAGE", options->image, "The picture")->required();
    command->add_option("--phrase", options->phrase, "Words such as \"left lower lung zone opacity\"")->required();
    command->add_option("--out", options->out, "Folder for the map as a picture");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    addModelOptions(*command, options->model);
    command->callback([options, &chosen] {
        if (options->phrase.find_first_not_of(" \t\r\n") == std::string::npos)
            throw CLI::ValidationError("--phrase", "there are no words in it");
        chosen.work = [options](const std::stop_token& stop) { return locate(*options, stop); };
    });
}

}  // namespace asg::cli
