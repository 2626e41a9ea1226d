#include "models/module/score_command.h"

#include "core/base/printable.h"
#include "core/domain/warning.h"
#include "core/io/open_radiograph.h"
#include "models/inference/foreign_scores.h"
#include "models/inference/verify_model.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>
#include <string>

namespace asg::module {
namespace {

using commands::CommandStreams;
using commands::Exit;
using nlohmann::json;

/// A model that has scores to give, once it has said different things of two pictures.
base::Result<inference::LoadedModel> readClassifier(const std::filesystem::path& folder) {
    auto model = inference::readModelFolder(folder);
    if (!model) return model;
    if (!model->network->config().classifier)
        return base::Error{base::ErrorCode::InvalidArgument,
                           folder.string() + ": this model has no foreign classifier: asg analyse shows what it says."};
    if (auto compared = inference::compareWithCanary(*model, inference::runCanary(*model), folder); !compared)
        return compared.error();
    return model;
}

/// Whether `asg evaluate tags` has let its card show something.
bool isMeasured(const inference::LoadedModel& model) {
    return !model.card.trainedTags.empty();
}

json warningsOf(const domain::Radiograph& radiograph) {
    json warnings = json::array();
    for (const auto& warning : radiograph.warnings)
        warnings.push_back({{"code", domain::codeName(warning)}, {"text", domain::textOf(warning)}});
    return warnings;
}

json documentOf(const inference::LoadedModel& model, const domain::Radiograph& radiograph,
                const std::vector<inference::ForeignScore>& scores) {
    json tags = json::array();
    for (const auto& [name, score] : scores)
        tags.push_back({{"name", name},
                        {"probability", nullptr},
                        {"threshold", nullptr},
                        {"undecided", nullptr},
                        {"present", nullptr},
                        {"score", score ? json(*score) : json()}});
    return {{"image", {{"path", radiograph.path}, {"sha256", radiograph.sha256}}},
            {"model", {{"name", model.card.name}, {"version", model.card.version}, {"sha256", model.card.sha256}}},
            {"hasOperatingPoints", !model.operatingPoints.empty()},
            {"measured", isMeasured(model)},
            {"tags", std::move(tags)},
            {"warnings", warningsOf(radiograph)}};
}

void printScores(const inference::LoadedModel& model, const domain::Radiograph& radiograph,
                 const std::vector<inference::ForeignScore>& scores, std::ostream& out) {
    out << base::printable(radiograph.path) << "\n";
    for (const auto& warning : radiograph.warnings)
        out << "  warning: " << base::printable(domain::textOf(warning)) << "\n";
    for (const auto& [name, score] : scores) {
        out << "  " << std::left << std::setw(28) << base::printable(name);
        if (score) {
            out << std::fixed << std::setprecision(3) << *score << "\n";
        } else {
            out << "not trained\n";
        }
    }
    out << "  scores of " << base::printable(model.card.name) << ", no probabilities; "
        << (model.operatingPoints.empty() ? "no operating points are known" : "0.5 is the operating point")
        << (isMeasured(model) ? ". Its card says how good they were on the pictures that it was measured on.\n"
                              : ". How good they are was not measured here.\n");
}

}  // namespace

int score(const ScoreOptions& options, const CommandStreams& streams) {
    auto model = readClassifier(options.folder);
    if (!model) return streams.fail(model.error());
    json documents = json::array();
    int code = Exit::kDone;
    for (const auto& path : options.pictures) {
        if (streams.stop.stop_requested()) return Exit::kInterrupted;
        const auto radiograph = io::openRadiograph(path);
        if (!radiograph) {
            code = streams.fail(radiograph.error());
            continue;
        }
        const auto scores = inference::foreignScores(*model, vision::makeModelInput(*radiograph, model->card.input));
        if (options.json) {
            documents.push_back(documentOf(*model, *radiograph, scores));
        } else {
            printScores(*model, *radiograph, scores, streams.out);
        }
    }
    if (options.json) streams.out << documents.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    return code;
}

}  // namespace asg::module
