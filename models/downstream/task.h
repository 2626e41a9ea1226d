#pragma once

#include "core/analysis/backend.h"
#include "core/base/progress.h"
#include "models/downstream/labelled_set.h"
#include "models/downstream/layouts.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::downstream {

/// What may be changed in a protocol, as a JSON file: {"uncertain": "published" | "absent" | "present" | "ignored",
/// "normalisation": "protocol" | "model" | {"mean": [3], "deviation": [3]}, "epochs", "patience", "batch",
/// "learningRate", "weightDecay", "widths": [decoder]}. What is left out is as in docs/network.md §9.
struct ProtocolSettings {
    UncertainLabels uncertain = UncertainLabels::Published;
    std::optional<Normalisation> normalisation;  ///< instead of the protocol's and the model's
    bool modelNormalisation = false;             ///< the model's own, whatever the protocol says
    std::optional<double> learningRate;
    std::optional<double> weightDecay;
    std::optional<int> epochs;
    std::optional<int> patience;
    std::optional<int> batch;
    std::vector<int> widths;
};

/// Errors: those of reading; InvalidData names the key or the rule.
[[nodiscard]] base::Result<ProtocolSettings> readProtocolSettings(const std::filesystem::path& path);

/// One evaluation, as it was asked for.
struct TaskOptions {
    std::filesystem::path data;
    std::optional<Layout> layout;  ///< found by the names of the tables unless said
    std::filesystem::path model;
    analysis::DeviceChoice device;
    std::vector<int> shares{100};  ///< percent of the training pictures; each 1 … 100
    std::uint64_t seed = 1;
    ProtocolSettings settings;
    std::filesystem::path prompts;  ///< JSON; empty: the default ones
    std::filesystem::path ontology;
    Split split = Split::Test;  ///< of an ASG data set (retrieval)
    std::filesystem::path out;  ///< folder for the predictions as CSV; empty: none
    base::Progress progress;
};

/// What came out: the document of `--json`, the lines for people, and what could not be read.
struct TaskResult {
    nlohmann::json document;
    std::string text;
    std::vector<LeftOut> leftOut;
};

// The evaluations. Each blocks for as long as it takes, looks at `stop` between pictures and steps, gives the same
// figures for the same seed on the same machine, and may throw what Torch throws. Errors: of reading the data set, the
// model and the settings; InvalidData where a part (training, validation, test) has no picture; InvalidArgument where
// the data set or the model lacks what the task needs.

/// Linear probe: frozen global features, one linear layer for each share of the training pictures.
[[nodiscard]] base::Outcome<TaskResult> evaluateLinearProbe(const TaskOptions& options, const std::stop_token& stop);
/// Zero-shot by prompts; cuts are chosen on the validation part. Where the set has boxes, the pointing game too.
[[nodiscard]] base::Outcome<TaskResult> evaluateZeroShot(const TaskOptions& options, const std::stop_token& stop);
/// Segmentation: a decoder over the frozen encoder for each share of the training pictures.
[[nodiscard]] base::Outcome<TaskResult> evaluateSegmentation(const TaskOptions& options, const std::stop_token& stop);
/// Retrieval between pictures and reports of one part of an ASG data set.
[[nodiscard]] base::Outcome<TaskResult> evaluateRetrieval(const TaskOptions& options, const std::stop_token& stop);

}  // namespace asg::downstream
