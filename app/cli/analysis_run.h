#pragma once

#include "app/cli/analysis_jobs.h"
#include "app/cli/result_folders.h"
#include "app/cli/run_record.h"
#include "core/analysis/backend.h"
#include "core/analysis/classifier.h"
#include "core/base/result.h"
#include "core/domain/warning.h"
#include "core/jobs/worker.h"
#include "core/session/imported_labels.h"
#include "core/text/report_parser.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace asg::cli {

/// What is made of each picture, and how many are in hand at a time.
struct RunOptions {
    bool overlay = true;
    bool maps = false;
    bool resume = false;      ///< what an earlier run left and this one would make again stays as it is
    std::size_t atATime = 1;  ///< pictures
};

/// One picture's result.
struct PictureResult {
    nlohmann::ordered_json document;  ///< its analysis.json
    std::vector<domain::Warning> warnings;
    bool hasLabels = true;     ///< false where --imported had none for it
    bool doneEarlier = false;  ///< by an earlier run; nothing was computed
};

/// Who judges the pictures; both are called on one thread alone.
struct Judges {
    analysis::Backend& model;
    analysis::Classifier* second = nullptr;  ///< asked besides; null: nobody is
};

/// Carries pictures through opening, network and writing: as many threads as pictures in hand open and write, and one
/// more runs the network, which takes one picture at a time.
class AnalysisRun {
public:
    using Received = std::function<void(const AnalysisJob& job, base::Outcome<PictureResult> result)>;

    /// All of these outlive it.
    AnalysisRun(const RunOptions& options, const Judges& judges, const text::ReportParser& parser,
                const session::ImportedLabels& labels, const RunRecord& record, ResultFolders& folders)
        : m_options(options),
          m_judges(judges),
          m_parser(parser),
          m_labels(labels),
          m_record(record),
          m_folders(folders) {}

    /// Blocks until all is done or, after a stop, until what was begun is done or given up. `received` is told of each
    /// picture that was begun, in the order of the jobs, one at a time, on any thread.
    void run(const std::vector<AnalysisJob>& jobs, const Received& received, const std::stop_token& stop);

private:
    struct Judged {
        domain::Analysis analysis;
        std::optional<domain::SecondOpinion> second{};
    };

    base::Outcome<PictureResult> carryGuarded(const AnalysisJob& job, const std::stop_token& stop);
    base::Outcome<PictureResult> carry(const AnalysisJob& job, const std::stop_token& stop);
    base::Outcome<Judged> analyse(const domain::Radiograph& radiograph, std::optional<domain::Report> report,
                                  const std::stop_token& stop);
    base::Result<PictureResult> write(const AnalysisJob& job, const domain::Radiograph& radiograph,
                                      const domain::Analysis& analysis, nlohmann::ordered_json document);

    const RunOptions& m_options;
    Judges m_judges;
    const text::ReportParser& m_parser;
    const session::ImportedLabels& m_labels;
    const RunRecord& m_record;
    ResultFolders& m_folders;
    jobs::Worker m_network;
};

}  // namespace asg::cli
