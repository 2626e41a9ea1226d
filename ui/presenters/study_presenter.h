#pragma once

#include "core/session/picture_session.h"
#include "core/session/workplace.h"
#include "core/study/catalogue.h"
#include "ui/presenters/report_view.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asg::presenters {

using session::ModelPhase;
using session::PhraseAnswer;
using session::PicturePhase;

/// The list of pictures and the session of the one that is open (session::PictureSession), for Qt: what it knows as
/// state(), its words, and signals on the window's thread. Holds nothing else of the picture. GUI thread; no call
/// waits.
class StudyPresenter final : public QObject {
    Q_OBJECT
public:
    /// `reader` gives the decisions; empty: nobody said it yet.
    explicit StudyPresenter(std::shared_ptr<session::Workplace> workplace, std::string reader = {},
                            QObject* parent = nullptr);
    ~StudyPresenter() override;

    /// Files and folders of pictures, archives of them, and reports (*.txt), as dropped or named by the user. The
    /// pictures join the list and the first new one is opened; a report goes with it, or with the picture that is open.
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
    /// Asks where a phrase points in the open picture; the model first ends what it does now. The latest phrase wins;
    /// located() follows for it, unless another picture or forgetPhrase() comes first.
    void locate(const QString& phrase);
    /// Nobody waits for the phrase any more: its work is stopped and located() does not come.
    void forgetPhrase();
    /// Stops the opening, the reading of a report, the model and the phrase, whichever run. Not an error.
    void cancel();
    /// Writes analysis.json of the open picture; exported() or problem() follows.
    void exportJson(const QString& path);
    /// Blocks until decisions and exports that wait are on the disk.
    void writeWhatWaits();

    /// Who gives the decisions from now on; empty: nobody said it yet. What others decided is no longer shown.
    void setReader(std::string reader);
    /// Whether what other readers decided is shown, of this picture and the next ones.
    void showOthers(bool shown);
    [[nodiscard]] const std::string& reader() const { return m_reader; }

    [[nodiscard]] PicturePhase picturePhase() const { return m_activity.picture; }
    [[nodiscard]] ModelPhase modelPhase() const;
    /// What is being done or how it ended, in plain words.
    [[nodiscard]] QString statusText() const;
    /// 0..1 while something runs.
    [[nodiscard]] double progress() const { return m_activity.progress; }
    [[nodiscard]] bool busy() const;
    /// A report of the open picture is being read: what the screen says of it may be another one's in a moment.
    [[nodiscard]] bool readsReport() const;

    [[nodiscard]] const std::vector<study::PictureSource>& pictures() const { return m_pictures; }
    [[nodiscard]] std::optional<std::size_t> openIndex() const { return m_openIndex; }
    /// The session of the open picture, null without one.
    [[nodiscard]] session::PictureSession* session() const { return m_session.get(); }
    [[nodiscard]] session::Workplace& workplace() const { return *m_workplace; }

    /// Everything that is shown of the open picture; null without one.
    [[nodiscard]] const session::ReadingStatePtr& state() const { return m_state; }
    /// Of the state: the picture, and the analysis as the reader corrected it; null without a picture.
    [[nodiscard]] domain::RadiographPtr radiograph() const;
    [[nodiscard]] std::shared_ptr<const domain::Analysis> analysis() const;
    /// The state's report as the panel shows it, made off the window's thread; null without a report.
    [[nodiscard]] const ReportViewPtr& reportView() const { return m_reportView; }

Q_SIGNALS:
    void picturesChanged();
    void radiographChanged();
    /// state() is another one, which knows more than the one before or is of another picture.
    void readingChanged(const session::ReadingStatePtr& before);
    /// Comes after readingChanged(), once every presenter that holds something of the state has it.
    void readingDistributed(const session::ReadingStatePtr& before);
    /// Where the latest phrase points, or why that cannot be said.
    void located(const QString& phrase, const base::Outcome<PhraseAnswer>& outcome);
    /// Phases, status text or progress.
    void stateChanged();
    void exported(const QString& path);
    /// One sentence that names the file, the reason and the remedy.
    void problem(const QString& text);

private:
    void listed(const study::Listing& listing, const std::optional<std::filesystem::path>& report);
    void openSession(session::ReportSource report, int frame);
    [[nodiscard]] session::PictureSession::Post post() const;
    [[nodiscard]] session::SessionEvents events();
    [[nodiscard]] std::string labelName();
    void receive(const session::ReadingStatePtr& state);
    void viewMade(jobs::RequestId id, const base::Outcome<ReportViewPtr>& outcome);
    void show(const session::ReadingStatePtr& state, ReportViewPtr view);
    void forgetPicture();

    std::shared_ptr<session::Workplace> m_workplace;
    std::shared_ptr<QObject> m_context;  ///< where sessions run their calls; outlives those that are on their way
    std::string m_reader;
    bool m_showsOthers = false;
    int m_searches = 0;  ///< for pictures, that run or wait

    std::vector<study::PictureSource> m_pictures;
    std::optional<std::size_t> m_openIndex;
    std::unique_ptr<session::PictureSession> m_session;
    session::Activity m_activity;
    session::ReadingStatePtr m_state;
    session::ReadingStatePtr m_next;  ///< waits for its report's view; null: nothing waits
    jobs::RequestId m_viewing;        ///< of the view that m_next waits for
    ReportViewPtr m_reportView;

    // Last members: they join before anything that their jobs post to is gone.
    jobs::Worker m_finder;
    jobs::Worker m_viewer;  ///< makes the views of reports
};

}  // namespace asg::presenters
