#include "models/module/score_command.h"

#include "core/base/printable.h"
#include "core/domain/warning.h"
#include "core/io/open_radiograph.h"
#include "models/inference/torch_classifier.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>
#include <string>

namespace asg::module {
namespace {

using commands::CommandStreams;
using commands::Exit;
using nlohmann::json;

json warningsOf(const domain::Radiograph& radiograph) {
    json warnings = json::array();
    for (const auto& warning : radiograph.warnings)
        warnings.push_back({{"code", domain::codeName(warning)}, {"text", domain::textOf(warning)}});
    return warnings;
}

json documentOf(const domain::Radiograph& radiograph, const domain::SecondOpinion& opinion) {
    const auto& model = opinion.model;
    json tags = json::array();
    for (const auto& [name, tag, score] : opinion.scores)
        tags.push_back({{"name", name},
                        {"probability", nullptr},
                        {"threshold", nullptr},
                        {"undecided", nullptr},
                        {"present", nullptr},
                        {"score", score ? json(*score) : json()}});
    return {{"image", {{"path", radiograph.path}, {"sha256", radiograph.sha256}}},
            {"model", {{"name", model.name}, {"version", model.version}, {"sha256", model.sha256}}},
            {"hasOperatingPoints", opinion.hasOperatingPoints},
            {"measured", opinion.isMeasured},
            {"tags", std::move(tags)},
            {"warnings", warningsOf(radiograph)}};
}

void printScores(const domain::Radiograph& radiograph, const domain::SecondOpinion& opinion, std::ostream& out) {
    out << base::printable(radiograph.path) << "\n";
    for (const auto& warning : radiograph.warnings)
        out << "  warning: " << base::printable(domain::textOf(warning)) << "\n";
    for (const auto& [name, tag, score] : opinion.scores) {
        out << "  " << std::left << std::setw(28) << base::printable(name);
        if (score) {
            out << std::fixed << std::setprecision(3) << *score << "\n";
        } else {
            out << "not trained\n";
        }
    }
    out << "  scores of " << base::printable(opinion.model.name) << ", no probabilities; "
        << (opinion.hasOperatingPoints ? "0.5 is the operating point" : "no operating points are known")
        << (opinion.isMeasured ? ". Its card says how good they were on the pictures that it was measured on.\n"
                               : ". How good they are was not measured here.\n");
}

}  // namespace

int score(const ScoreOptions& options, const CommandStreams& streams) {
    auto classifier = inference::loadTorchClassifier(options.folder);
    if (!classifier) return streams.fail(classifier.error());
    json documents = json::array();
    int code = Exit::kDone;
    for (const auto& path : options.pictures) {
        if (streams.stop.stop_requested()) return Exit::kInterrupted;
        const auto radiograph = io::openRadiograph(path);
        if (!radiograph) {
            code = streams.fail(radiograph.error());
            continue;
        }
        const auto opinion =
            (*classifier)->score(vision::makeModelInput(*radiograph, (*classifier)->card().input), streams.stop);
        if (opinion.cancelled()) return Exit::kInterrupted;
        if (opinion.failed()) {
            code = streams.fail(opinion.error());
        } else if (options.json) {
            documents.push_back(documentOf(*radiograph, opinion.value()));
        } else {
            printScores(*radiograph, opinion.value(), streams.out);
        }
    }
    if (options.json) streams.out << documents.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    return code;
}

}  // namespace asg::module
