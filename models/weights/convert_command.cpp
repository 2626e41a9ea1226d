#include "models/weights/convert_command.h"

#include "core/base/printable.h"
#include "models/weights/convert.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <ostream>
#include <utility>
#include <vector>

namespace asg::weights {

namespace {

using nlohmann::json;

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

const char* useName(TensorUse use) {
    switch (use) {
        case TensorUse::Used: return "used";
        case TensorUse::Ignored: return "ignored";
        case TensorUse::Missing: return "missing";
    }
    return "";
}

void addOptions(CLI::App& app, ConvertRequest& request, bool& asJson) {
    app.add_option(
           "source", request.sources,
           "Checkpoint files (.ckpt, .pt, .pth, .bin, .safetensors) or Hugging Face folders; together one network")
        ->required();
    app.add_option("--out", request.out, "Model folder to write")->required();
    app.add_option("--vocab", request.vocabulary, "vocab.txt of the text encoder (a source folder's own unless said)");
    app.add_option("--name", request.name, "Name of the model (the folder's unless said)");
    app.add_option("--version-name", request.version, "Version of the model");
    app.add_option("--text-layers", request.textLayers, "Keep only the first layers of BERT (the ASG encoder has 6)")
        ->check(CLI::Range(1, 128));
    app.add_option("--text-heads", request.textHeads,
                   "Attention heads of BERT (as the folder's config.json says, else 64 wide each)")
        ->check(CLI::Range(1, 1024));
    app.add_option("--positions", request.positions, "zero (as the ASG encoder was trained) or sequential")
        ->transform(CLI::CheckedTransformer(std::map<std::string, nets::Positions>{
            {"zero", nets::Positions::Zero}, {"sequential", nets::Positions::Sequential}}));
    app.add_option("--segments", request.segments, "0 (as the ASG encoder was trained) or 2")
        ->check(CLI::IsMember({0, 2}));
    app.add_option("--outputs", request.outputs,
                   "Names of a classifier's outputs in their order, with commas (as the file says, else "
                   "TorchXRayVision's 18)")
        ->delimiter(',');
    app.add_option("--operating-points", request.operatingPoints,
                   "Probability of each output at which its score is 0.5, with commas; nan for one that was not "
                   "trained (as the file says unless given)")
        ->delimiter(',');
    app.add_flag("--keep-case", request.keepCase, "The tokenizer keeps case and accents");
    app.add_flag("--tag-queries", request.makeTagQueries, "Make the tag queries with this BERT");
    app.add_flag("--json", asJson, "Print one JSON document");
}

void printJson(const ConvertReport& report, std::ostream& out) {
    json tensors = json::array();
    for (const auto& tensor : report.tensors) {
        tensors.push_back({{"use", useName(tensor.use)}, {"name", tensor.name}, {"detail", tensor.detail}});
    }
    const json document{{"sources", report.sourceKinds},
                        {"used", report.count(TensorUse::Used)},
                        {"ignored", report.count(TensorUse::Ignored)},
                        {"missing", report.count(TensorUse::Missing)},
                        {"sha256", report.sha256},
                        {"notes", report.notes},
                        {"tensors", tensors}};
    out << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

void printText(const ConvertReport& report, std::ostream& out) {
    for (const auto& tensor : report.tensors) {
        out << useName(tensor.use) << '\t' << base::printable(tensor.name) << '\t' << base::printable(tensor.detail)
            << '\n';
    }
    out << report.count(TensorUse::Used) << " used, " << report.count(TensorUse::Ignored) << " ignored, "
        << report.count(TensorUse::Missing) << " missing\nSHA-256 " << report.sha256 << '\n';
    for (const auto& note : report.notes) out << "note: " << note << '\n';
}

}  // namespace

int convertCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages) {
    CLI::App app("Turns checkpoints into a model folder", "asg model convert");
    ConvertRequest request;
    bool asJson = false;
    addOptions(app, request, asJson);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, out, messages) == 0 ? kDone : kWrongUsage;
    }
    const auto report = convert(request);
    if (!report) {
        messages << base::printable(report.error().text) << '\n';
        return kFailed;
    }
    asJson ? printJson(*report, out) : printText(*report, out);
    return kDone;
}

}  // namespace asg::weights
