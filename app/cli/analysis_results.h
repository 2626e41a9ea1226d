#pragma once

#include "app/cli/analysis_run.h"
#include "app/cli/line_file.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>

namespace asg::cli {

/// Tells the user of each picture as it ends: folders or one document on standard output, a line of JSON each into a
/// file, messages and the time left on stderr. One thread at a time.
class AnalysisResults {
public:
    /// `lines` may be null. `out`: below it lie the pictures' folders. `countsLabels`: --imported was given.
    AnalysisResults(bool json, std::unique_ptr<LineFile> lines, std::filesystem::path out, bool countsLabels,
                    std::size_t pictures);

    void add(const AnalysisJob& job, const base::Outcome<PictureResult>& result);
    void addFailure(const FailedJob& failure);

    /// The last words; gives the exit code.
    [[nodiscard]] int finish(bool stopped);

private:
    void addDone(const AnalysisJob& job, const PictureResult& result);
    void writeLine(const nlohmann::ordered_json& line);
    void showProgress();

    bool m_json;
    std::unique_ptr<LineFile> m_lines;
    std::filesystem::path m_out;
    bool m_countsLabels;
    std::size_t m_pictures;
    std::size_t m_ended = 0;
    std::size_t m_doneEarlier = 0;
    std::size_t m_withoutLabels = 0;  ///< pictures that no imported file speaks of
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    nlohmann::ordered_json m_analyses = nlohmann::ordered_json::array();
    nlohmann::ordered_json m_failed = nlohmann::ordered_json::array();
};

}  // namespace asg::cli
