#pragma once

#include "core/analysis/model_service.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"
#include "core/jobs/worker.h"
#include "core/store/study_store.h"
#include "core/text/ontology.h"
#include "ui/presenters/report_view.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::presenters {

/// What the study's work needs from outside; each is called on a worker thread, none but `parseReport` by two at once.
struct StudyServices {
    std::function<base::Result<domain::Report>(std::string_view bytes)> parseReport;
    /// Seconds long; called once before the first analysis or phrase, and again after it failed.
    analysis::ModelService::Load loadModel;
    store::StudyStore store;
    /// The findings that a reader may name; may be asked for while a report is parsed.
    std::function<base::Result<std::vector<text::Finding>>()> loadFindings;
    /// Whether words name a place that models are taught: by the shipped English tables, whatever the reports are in.
    std::function<base::Result<bool>(std::string_view words)> namesTaughtPlace;
};

/// Where a phrase points in a picture.
struct PhraseAnswer {
    analysis::PhraseLocation location;
    bool namesPlace = false;  ///< its words name a place that the model was taught
};

enum class PicturePhase { Empty, Opening, Open, Failed };
enum class ModelPhase { Idle, Running, Done, Cancelled, Failed };

/// Opens pictures and reports and runs the model on them, in worker threads: one reads files and decodes, one parses
/// reports, one runs the model. Opening another picture supersedes what runs; a result that is not of the latest
/// request is dropped. GUI thread; no call waits. The destructor cancels and joins.
class StudyPresenter final : public QObject {
    Q_OBJECT
public:
    explicit StudyPresenter(StudyServices services, QObject* parent = nullptr);
    ~StudyPresenter() override;

    /// Files and folders of pictures, and reports (*.txt), as dropped or named by the user. The pictures join the list
    /// and the first new one is opened; a report goes with it, or with the picture that is open.
    /// `report` names a report's file whatever its extension; empty for none.
    void open(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& report = {});
    /// The same by names as Qt has them.
    void open(const QStringList& paths, const QString& report = {});
    /// The picture at a place of pictures(); frames count from 1.
    void openAt(std::size_t index, int frame = 1);
    /// Another frame of the open file; nothing happens beyond the first and the last.
    void stepFrame(int step);
    /// The next (+1) or previous (-1) picture of the list; nothing happens beyond the first and the last.
    void stepPicture(int step);
    /// A report for the open picture: from a file, or as text that was pasted or typed. It is kept with the picture.
    void openReport(const std::filesystem::path& path);
    void setReport(const QString& text);
    /// Runs the model again, for instance after a cancel.
    void analyse();
    /// Where a phrase points in the open picture, after what the model does already. The latest phrase wins; located()
    /// follows for it, unless another picture comes first or nobody waits for it any more.
    void locate(const QString& phrase);
    /// Nobody waits for the phrase any more: its work is stopped and located() does not come.
    void forgetPhrase();
    /// Stops the opening, the reading of a report or the model run. Not an error.
    void cancel();

    [[nodiscard]] PicturePhase picturePhase() const { return m_picturePhase; }
    [[nodiscard]] ModelPhase modelPhase() const { return m_modelPhase; }
    /// What is being done or how it ended, in plain words.
    [[nodiscard]] const QString& statusText() const { return m_status; }
    /// 0..1 while something runs.
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] bool busy() const;
    /// A report of the open picture is being read: what the screen says of it may be another one's in a moment.
    [[nodiscard]] bool readsReport() const { return m_reading != jobs::RequestId(); }

    [[nodiscard]] const std::vector<std::filesystem::path>& pictures() const { return m_pictures; }
    [[nodiscard]] std::optional<std::size_t> openIndex() const { return m_openIndex; }
    [[nodiscard]] const domain::RadiographPtr& radiograph() const { return m_radiograph; }
    /// Of the open picture: first without a model, then with its results; null without a picture.
    [[nodiscard]] const std::shared_ptr<const domain::Analysis>& analysis() const { return m_analysis; }
    /// The analysis's report as the panel shows it, made where it was parsed; null without a report.
    [[nodiscard]] const ReportViewPtr& reportView() const { return m_reportView; }

Q_SIGNALS:
    void picturesChanged();
    void radiographChanged();
    void analysisChanged();
    /// Where the latest phrase points, or why that cannot be said.
    void located(const QString& phrase, const base::Outcome<PhraseAnswer>& outcome);
    /// Phases, status text or progress.
    void stateChanged();
    /// One sentence that names the file, the reason and the remedy.
    void problem(const QString& text);

private:
    struct Found;
    struct ReportSource;
    struct ReadReport;

    void found(const Found& found);
    void opened(jobs::RequestId id, const base::Outcome<domain::RadiographPtr>& outcome);
    void readReport(ReportSource source);
    void reportRead(jobs::RequestId id, base::Outcome<ReadReport> outcome);
    void analysed(jobs::RequestId id, const base::Outcome<std::shared_ptr<const domain::Analysis>>& outcome);
    void phraseLocated(jobs::RequestId id, const QString& phrase, const base::Outcome<PhraseAnswer>& outcome);
    void forgetPicture();
    void setReportOfAnalysis(ReadReport read);
    void setState(PicturePhase picture, ModelPhase model, const QString& status);

    StudyServices m_services;
    std::shared_ptr<analysis::ModelService> m_model;  ///< the analyser's alone

    std::vector<std::filesystem::path> m_pictures;
    std::optional<std::size_t> m_openIndex;
    std::optional<std::filesystem::path> m_reportForNext;
    domain::RadiographPtr m_radiograph;
    std::shared_ptr<const domain::Analysis> m_analysis;
    ReportViewPtr m_reportView;

    PicturePhase m_picturePhase = PicturePhase::Empty;
    ModelPhase m_modelPhase = ModelPhase::Idle;
    QString m_status;
    double m_progress = 0;

    jobs::RequestId m_opening;
    jobs::RequestId m_reading;
    jobs::RequestId m_analysing;
    jobs::RequestId m_locating;
    std::stop_source m_stopLocating;  ///< of that phrase alone: the worker's own would stop an analysis, too

    // Last members: they join before anything that their jobs post to is gone.
    jobs::Worker m_finder;
    jobs::Worker m_opener;
    jobs::Worker m_reader;
    jobs::Worker m_analyser;
};

}  // namespace asg::presenters
