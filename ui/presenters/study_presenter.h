#pragma once

#include "core/domain/review.h"
#include "core/study/catalogue.h"
#include "ui/presenters/open_picture.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asg::presenters {

/// A picture that a project asks for: which report goes with it, whatever else is known of it, which bytes it must
/// have, and what the decisions on it record.
struct AskedPicture {
    study::PictureSource source;
    session::ReportSource report;
    std::string sha256;
    domain::Asked asked;
};

/// The list of pictures, and which of them stand in the views of the window: a session each (OpenPicture). One view is
/// active. Unless said otherwise everything is of its picture: what is asked for, what is known, the signals. GUI
/// thread; no call waits.
class StudyPresenter final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMostViews = 4;

    /// `reader` gives the decisions; empty: nobody said it yet.
    explicit StudyPresenter(std::shared_ptr<session::Workplace> workplace, std::string reader = {},
                            QObject* parent = nullptr);
    ~StudyPresenter() override;

    /// Files and folders of pictures, archives of them, and reports (*.txt), as dropped or named by the user. The
    /// pictures join the list and the first new one is opened; a report goes with it, or with the picture that is open.
    /// `report` names a report's file whatever its extension; empty for none. Where one of them is a project's file,
    /// projectFound() follows in place of all that. Pictures that a project asks for are left.
    void open(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& report = {});
    /// The same by names as Qt has them.
    void open(const QStringList& paths, const QString& report = {});
    /// These are the pictures from now on, in place of those before, and none of them is open. Where they are asked
    /// for, one may be there twice, and each has the report that is named with it and no other.
    void replacePictures(std::vector<AskedPicture> pictures);
    /// Whether a project asks for the pictures.
    [[nodiscard]] bool isAsked() const { return !m_asked.empty(); }
    /// The picture at a place of pictures(), in the active view; frames count from 1. A picture stands in one view at a
    /// time: where it stands in another one already, that becomes the active one.
    void openAt(std::size_t index, int frame = 1);
    /// The same in a view of one's choice, which does not become the active one.
    void openIn(std::size_t view, std::size_t index, int frame = 1);
    /// Which pictures stand in the views from now on. Those that stand in one already go on as they are, wherever they
    /// stand now; the active one stays active where it is among them.
    void hang(const std::vector<std::size_t>& indices);
    /// Ends the sessions of all views from this one on; the active picture moves to the first view before.
    void keepViews(std::size_t count);
    void activateView(std::size_t view);
    [[nodiscard]] std::size_t activeView() const { return m_activeView; }
    /// What stands there; null for nothing.
    [[nodiscard]] const OpenPicture* picture(std::size_t view) const { return m_views[view].get(); }
    /// The view that a picture stands in, if any.
    [[nodiscard]] std::optional<std::size_t> viewWith(std::size_t index) const;
    /// Another frame of the open file; nothing happens beyond the first and the last.
    void stepFrame(int step);
    /// The next (+1) or previous (-1) picture of the list that stands in no view; nothing happens beyond the first and
    /// the last. The one that a further step would lead to is decoded meanwhile.
    void stepPicture(int step);
    /// The order of the list, as places of pictures(); that of pictures() unless said.
    void setOrder(std::vector<std::size_t> order) { m_order = std::move(order); }
    /// Which picture is likely to be opened after the open one, in place of the next of the list.
    void setLikelyNext(std::optional<std::size_t> index) { m_likelyNext = index; }
    /// A report for the open picture: from a file, or as text that was pasted or typed. It is kept with the picture.
    void openReport(const std::filesystem::path& path);
    void setReport(const QString& text);
    /// The same while it is still being written: it is read, and kept nowhere.
    void draftReport(const QString& text);
    /// Nothing more is written: the report that held before is read again.
    void dropDraft();
    /// Runs the model again, for instance after a cancel.
    void analyse();
    /// Asks where a phrase points in the open picture; the model first ends what it does now. The latest phrase wins;
    /// located() follows for it, unless another picture or forgetPhrase() comes first.
    void locate(const QString& phrase);
    /// Nobody waits for the phrase any more: its work is stopped and located() does not come.
    void forgetPhrase();
    /// Stops the opening, the reading of a report, the model and the phrase, whichever run, in all views. Not an error.
    void cancel();
    /// Writes analysis.json of the open picture; exported() or problem() follows.
    void exportJson(const QString& path);
    /// Blocks until decisions and exports that wait are on the disk.
    void writeWhatWaits();
    /// Calls it once the decisions that were given by now are on the disk, or failed to be.
    void whenWritten(std::function<void()> then);
    /// Whether another report may be brought for the open picture; problem() says why not.
    [[nodiscard]] bool mayBringReport();

    /// Who gives the decisions from now on; empty: nobody said it yet. What others decided is no longer shown.
    void setReader(std::string reader);
    /// Whether what other readers decided is shown, of this picture and the next ones.
    void showOthers(bool shown);
    /// Whether the reader reads everything before the model is shown, or everybody the open picture's study; nothing
    /// happens without a picture.
    void readFirst(session::ReadFirstBy by, bool on);
    /// The folder of a converted classifier that is asked for a second opinion of every picture from now on, open or
    /// opened later; empty: none is.
    void setSecondFolder(std::filesystem::path folder);
    [[nodiscard]] const std::string& reader() const { return m_reader; }

    [[nodiscard]] PicturePhase picturePhase() const;
    [[nodiscard]] ModelPhase modelPhase() const {
        return m_shown != nullptr ? m_shown->modelPhase() : ModelPhase::Idle;
    }
    /// What is being done or how it ended, in plain words; of another view where nothing is done in the active one.
    [[nodiscard]] QString statusText() const;
    /// 0..1 while something runs, of what statusText() says.
    [[nodiscard]] double progress() const;
    /// In any view, or in the list.
    [[nodiscard]] bool busy() const;
    [[nodiscard]] bool readsReport() const { return m_shown != nullptr && m_shown->readsReport(); }

    /// Something that was decided on the open picture is not in state() yet.
    [[nodiscard]] bool isWriting() const { return m_shown != nullptr && m_shown->isWriting(); }

    [[nodiscard]] const std::vector<study::PictureSource>& pictures() const { return m_pictures; }
    /// What a picture is called before people: by its file. In a project by its place alone, for a file's name would
    /// tell who meets it for the second time.
    [[nodiscard]] QString nameOf(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> openIndex() const;
    /// The session of the open picture, null without one.
    [[nodiscard]] session::PictureSession* session() const {
        return m_shown != nullptr ? &m_shown->session() : nullptr;
    }
    [[nodiscard]] session::Workplace& workplace() const { return *m_surroundings.workplace; }

    /// Everything that is shown of the open picture; null without one.
    [[nodiscard]] const session::ReadingStatePtr& state() const;
    /// Of the state: the picture, and the analysis as the reader corrected it; null without a picture.
    [[nodiscard]] domain::RadiographPtr radiograph() const {
        return m_shown != nullptr ? m_shown->radiograph() : nullptr;
    }
    [[nodiscard]] std::shared_ptr<const domain::Analysis> analysis() const;
    /// The state's report as the panel shows it, made off the window's thread; null without a report.
    [[nodiscard]] ReportViewPtr reportView() const { return m_shown != nullptr ? m_shown->reportView() : nullptr; }

Q_SIGNALS:
    void picturesChanged();
    /// pictures() are others than before, wherever they stood.
    void picturesReplaced();
    /// A project's file was among what was to be opened.
    void projectFound(const std::filesystem::path& path);
    /// reader() is another one.
    void readerChanged();
    /// Another picture stands in a view, or none, or more is known of it. Comes before the signals of the active one.
    void viewChanged(std::size_t view);
    /// Another view is active. Nothing of the next picture was told yet, and what was told of the one before holds no
    /// more.
    void activeViewChanged(std::size_t view);
    /// The open picture is about to be taken away: what is in hand of it can still be kept.
    void leaving();
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
    /// What was to be opened turned out to be.
    struct Found {
        std::optional<std::filesystem::path> project;
        study::Listing listing = {};
    };
    void found(const base::Outcome<Found>& outcome, const std::optional<std::filesystem::path>& report);
    void listed(const study::Listing& listing, const std::optional<std::filesystem::path>& report);
    void openSession(std::size_t view, std::size_t index, session::ReportSource report, int frame);
    [[nodiscard]] std::unique_ptr<OpenPicture> begin(std::size_t index, session::ReportSource report, int frame);
    void listenTo(const OpenPicture& picture);
    [[nodiscard]] std::string labelName(std::size_t index);
    void show(OpenPicture* picture);
    /// The place in pictures() of the one that so many steps lead to, past those that stand in other views.
    [[nodiscard]] std::optional<std::size_t> neighbour(int step) const;
    /// The one whose status is told: the active one, else the first other that does something.
    [[nodiscard]] const OpenPicture* acting() const;

    OpenPicture::Surroundings m_surroundings;
    std::string m_reader;
    bool m_showsOthers = false;
    int m_searches = 0;  ///< for pictures, that run or wait

    std::vector<study::PictureSource> m_pictures;
    std::vector<AskedPicture> m_asked;  ///< the same where a project asks for them; else empty
    std::vector<std::size_t> m_order;
    std::optional<std::size_t> m_likelyNext;
    int m_lastStep = 1;     ///< the way that the reader goes through the list
    jobs::Worker m_viewer;  ///< makes the views of reports
    std::array<std::unique_ptr<OpenPicture>, kMostViews> m_views;
    std::size_t m_activeView = 0;
    OpenPicture* m_shown = nullptr;  ///< in the active view; null while another one is about to be

    jobs::Worker m_finder;  ///< last member: it joins before anything that its jobs post to is gone
};

}  // namespace asg::presenters
