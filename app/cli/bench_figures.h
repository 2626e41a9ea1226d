#pragma once

#include "app/cli/model_options.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace asg::cli {

/// What was measured, and the same unit of what it is relative to.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::string relativeTo;
    double relativeValue = 0;
};

/// Each of these works once to warm up, then again and again for `seconds` a time, and takes the median.

/// How long opening a picture takes (reading, SHA-256, decoding).
[[nodiscard]] base::Result<double> secondsOfOpening(const std::filesystem::path& image, double seconds);

/// Opening a picture, relative to reading its file alone.
[[nodiscard]] base::Result<Figure> benchOpening(const std::filesystem::path& image, double seconds);

/// Parsing a report, relative to counting its words.
[[nodiscard]] base::Result<Figure> benchParsing(const std::filesystem::path& report, double seconds);

struct TimedAnalysis {
    domain::ModelIdentity model;
    double milliseconds = 0;
};

/// From the decoded picture to the analysis, one after the other on one loaded model.
[[nodiscard]] base::Result<TimedAnalysis> timeAnalysis(const ModelOptions& model, const domain::Radiograph& radiograph,
                                                       double seconds, const std::stop_token& stop);

/// A phrase that is asked of a picture that the model has seen, relative to seeing it.
[[nodiscard]] base::Result<Figure> benchPhrase(const ModelOptions& model, const domain::Radiograph& radiograph,
                                               double seconds, const std::stop_token& stop);

/// The largest memory that this process has had, relative to the weights in their file: of one model only while no
/// second one was loaded.
[[nodiscard]] base::Result<Figure> benchMemory(const ModelOptions& model);

}  // namespace asg::cli
