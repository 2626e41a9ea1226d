#pragma once

#include "core/analysis/cardiothoracic.h"
#include "core/analysis/model_service.h"
#include "core/analysis/second_reader.h"
#include "core/jobs/worker.h"
#include "core/review/review_store.h"
#include "core/session/imported_labels.h"
#include "core/session/latest_request.h"
#include "core/session/picture_library.h"
#include "core/session/read_report.h"
#include "core/text/change_words.h"
#include "core/text/ontology.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::session {

/// What the work of a process needs from outside. Each function may be called on a worker thread; `parseReport` alone
/// by two at once. `store` is used by several threads.
struct Services {
    ParseReport parseReport;
    /// Seconds long; called once before the first analysis or phrase, and again after it failed.
    analysis::ModelService::Load loadModel;
    std::shared_ptr<const review::ReviewStore> store;
    /// The findings that a reader may choose from in a correction; may be called while a report is parsed.
    std::function<base::Result<std::vector<text::Finding>>()> loadFindings;
    /// Whether words name a place that models are taught: by the shipped English tables, whatever the reports are in.
    std::function<base::Result<bool>(std::string_view words)> namesTaughtPlace;
    /// The words of change; called with each report. Nothing: changes are those of findings alone.
    std::function<base::Result<std::shared_ptr<const text::ChangeWords>>()> loadChangeWords = {};
    /// What other people's data sets say of pictures.
    ImportedLabels labels = {};
    /// How far the model's cardiothoracic ratio is off; may read a file. Nothing, or no function: nobody measured it.
    std::function<std::optional<analysis::CardiothoracicError>()> ratioError = {};
    /// Loads a converted classifier for a second opinion; seconds long. No function: nobody is asked.
    analysis::SecondReader::Load loadSecond = {};
    /// Where thumbnails are kept from one start to the next; empty: nowhere.
    std::filesystem::path thumbnails = {};
};

/// What all sessions of a process share: services, one model, the pictures that were decoded last, and four threads.
/// The destructor stops what runs, writes the decisions that wait, and joins.
class Workplace {
public:
    explicit Workplace(Services services);
    ~Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    [[nodiscard]] const Services& services() const { return m_services; }
    [[nodiscard]] PictureLibrary& pictures() { return m_pictures; }
    /// The analyser's thread alone, both.
    [[nodiscard]] analysis::ModelService& model() { return m_model; }
    [[nodiscard]] analysis::SecondReader& second() { return m_second; }

    /// The folder of the classifier that is asked for a second opinion of each picture from now on; empty: none is. The
    /// sessions' thread alone.
    void setSecondFolder(std::filesystem::path folder) { m_secondFolder = std::move(folder); }
    [[nodiscard]] const std::filesystem::path& secondFolder() const { return m_secondFolder; }

    /// Decodes a picture that is likely to be wanted next, once what was asked for before is open; in place of one that
    /// was meant to be decoded so earlier. Says nothing of how it ended: who opens the picture hears of it. The
    /// sessions' thread alone.
    void decodeAhead(const study::PictureSource& likely);
    /// A picture is about to be opened: what is decoded ahead stops, unless it is that one. The sessions' thread alone.
    void makeWayFor(const study::PictureSource& wanted);

    [[nodiscard]] jobs::Worker& opener() { return m_opener; }      ///< reads and decodes pictures
    [[nodiscard]] jobs::Worker& reader() { return m_reader; }      ///< parses reports; no person, as elsewhere
    [[nodiscard]] jobs::Worker& analyser() { return m_analyser; }  ///< runs the model
    /// Writes decisions and exports, and makes the states that follow. What waits for it is done before it ends.
    [[nodiscard]] jobs::Worker& writer() { return m_writer; }

private:
    Services m_services;
    PictureLibrary m_pictures;
    analysis::ModelService m_model;
    analysis::SecondReader m_second;
    std::filesystem::path m_secondFolder;
    std::optional<study::PictureSource> m_likely;  ///< what m_ahead decodes
    LatestRequest m_ahead;
    // Last members: they join before anything that their jobs use is gone.
    jobs::Worker m_opener;
    jobs::Worker m_reader;
    jobs::Worker m_analyser;
    jobs::Worker m_writer;
};

}  // namespace asg::session
