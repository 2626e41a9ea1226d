#pragma once

#include "core/project/item_count.h"
#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/project_reading.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace asg::presenters {

/// An annotation project that is worked on (docs/annotation.md): the places of the reader's queue are the list of
/// pictures, and each decision records the place that it was given at. Says how far the reader is, goes on to the next
/// place once one is judged, and back where undo takes back what was judged before. GUI thread; no call waits.
class ProjectPresenter final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    struct Sources {
        StudyPresenter& study;
        PictureList& pictures;
        ReviewPresenter& review;
        CorrectionPresenter& correction;
    };
    explicit ProjectPresenter(const Sources& sources, QObject* parent = nullptr);

    /// Reads a project's file and opens the reader's first place that is not done. Where nobody said yet who reads,
    /// readerNeeded() comes first; where he is no reader of the project, notAReader(). It goes on as soon as there is
    /// another reader (ReviewPresenter::setReader).
    void open(const std::filesystem::path& path);
    /// Nobody says who reads: what waits for it is not opened.
    void giveUp();
    /// Ends the work on it; the list is empty then.
    void leave();

    /// Whether the list holds its places.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Null where none is open.
    [[nodiscard]] const project::Project* project() const { return m_isOpen ? m_of.project.get() : nullptr; }
    /// The place that is open, from 0.
    [[nodiscard]] std::optional<std::size_t> place() const;
    /// Its questions.
    [[nodiscard]] project::ItemCount here() const;

    /// How far the reader is with all of his places.
    struct Standing {
        std::size_t places = 0;
        std::size_t done = 0;
        std::size_t questions = 0;
        std::size_t judged = 0;
        std::size_t unsure = 0;  ///< of these
        std::optional<double> secondsPerQuestion = {};

        [[nodiscard]] std::size_t left() const { return questions - judged; }
    };
    [[nodiscard]] Standing standing() const;

    /// The next place that is not done, round and round; said() tells where there is none.
    void openNext();
    /// Whether the next place is opened as soon as the last question of one was judged.
    [[nodiscard]] bool goesOn() const { return m_goesOn; }
    void setGoesOn(bool on);

    /// Whether the latest decision was given at the place from which the window went on by itself.
    [[nodiscard]] bool canUndoStep() const;
    /// Where that is so, goes back there and takes it back. False: there is no such step.
    bool undoStep();

Q_SIGNALS:
    /// Another project, place or standing.
    void changed();
    void readerNeeded();
    /// Somebody reads who is no reader of the project; its readers are.
    void notAReader(const QString& project, const QString& name, const QStringList& readers);
    void said(const QString& text);
    void problem(const QString& text);

private:
    /// A step from one place to the next that the window made by itself.
    struct Step {
        std::size_t from = 0;
        std::size_t to = 0;
        std::optional<std::uint64_t> newest = {};  ///< decision there, on arrival; nothing: not there yet
    };
    /// What was seen last of the place that is open.
    struct Here {
        std::size_t place = 0;
        std::uint64_t newest = 0;  ///< decision
        bool isDone = false;
        friend bool operator==(const Here&, const Here&) = default;
    };

    void chooseReader();
    void loseItsPlaces();
    void openAgain();
    void begun(const project::ReaderProgress& progress, const std::vector<WrongPicture>& missing);
    void openPlaces();
    void take(const project::ReaderProgress& progress);
    void checked(const std::vector<WrongPicture>& wrong);
    void sayWrong(const std::vector<WrongPicture>& wrong, const QString& words);
    void forget();
    void follow();
    void look();
    void compare(const Here& was, const std::vector<domain::ReviewDecision>& history);
    void arrive(std::size_t place, std::uint64_t newest);
    void stepWhenDone();
    void goOn(std::size_t from);
    void passOver(std::size_t place);
    /// Once a place is shown: what is told as the next one is opened would go with the one before.
    void tell(const QString& problem);
    void tellWhatWaits();
    void showPlace(std::size_t place);
    void showPlaces();
    [[nodiscard]] std::optional<std::size_t> nextOpen(std::optional<std::size_t> from) const;
    [[nodiscard]] bool decidedSince(std::uint64_t newest) const;

    Sources m_sources;
    ReadProject m_of;  ///< open, or waiting for its reader or its journals
    bool m_isOpen = false;
    bool m_isReplacing = false;
    bool m_goesOn = true;
    project::ReaderProgress m_progress;
    std::map<std::size_t, QString> m_wrong;  ///< why an item's picture cannot be opened
    std::optional<std::size_t> m_followed;   ///< the place that was open when that was looked at last
    std::optional<std::size_t> m_byItself;   ///< the place that was opened last by nobody's hand
    QStringList m_toTell;
    std::optional<Here> m_here;
    std::optional<std::size_t> m_judged;  ///< the place that was just finished, and is to be left
    std::vector<Step> m_steps;
    std::optional<std::size_t> m_undoAt;  ///< once it is open, the latest decision there is taken back
    ProjectReading m_reading;
};

}  // namespace asg::presenters
