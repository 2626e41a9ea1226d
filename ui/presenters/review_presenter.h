#pragma once

#include "core/domain/review.h"
#include "core/review/review_state.h"
#include "core/session/reading_desk.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace asg::presenters {

/// Verdicts on links and on boxes, and corrections of sentences, of the picture that is open. Each goes to the study's
/// journal first; state() and what the screen shows change when it is on the disk. What was decided and cannot be kept
/// is told by problem(). GUI thread; no call waits.
class ReviewPresenter final : public QObject {
    Q_OBJECT
public:
    /// `study` must outlive this.
    explicit ReviewPresenter(StudyPresenter& study, QObject* parent = nullptr);

    using Edit = session::ReadingEdit;
    using TripletEdit = session::TripletEdit;

    /// A verdict on one sentence of a link of state().report, and on no other.
    void decide(domain::LinkedSentence judged, domain::LinkJudgement judgement);
    /// Whether the box of a region fits it; nothing happens where the picture has none.
    void judgeBox(domain::RegionId region, bool fits);
    /// Draws a region's box, in pixels of the image; nothing: the reader's own is taken away again.
    void drawBox(domain::RegionId region, std::optional<base::Box> box);
    /// Changes what a sentence says. `edit` gets what holds by the time that its turn has come and is called on the
    /// writer's thread; an edit that changes nothing is not a decision. Ends at the parser's word where it says the
    /// same.
    void correct(domain::SentenceId sentence, Edit edit);
    /// The same of one triplet, which `edit` gets the row of. It is found wherever it stands by then; nothing happens
    /// when it is not there any more.
    void correct(const domain::SeenTriplet& seen, TripletEdit edit);
    /// The parser's word again.
    void restore(domain::SentenceId sentence);
    /// Whether the frame that is open is a key image from now on.
    void markKeyImage(bool marked);
    [[nodiscard]] bool isKeyImage() const;
    /// Takes the last verdict or correction back, or gives it again.
    void undo();
    void redo();

    /// Who gives the verdicts; empty: nobody said it yet.
    [[nodiscard]] const std::string& reader() const { return m_study.reader(); }
    /// Readers are apart: what holds from now on is what this one decided, and the others' are no longer shown.
    void setReader(std::string reader) { m_study.setReader(std::move(reader)); }
    /// Whether state() has what other readers decided. Not unless somebody asks for it.
    void showOthers(bool shown);
    [[nodiscard]] bool showsOthers() const { return state().showsOthers; }
    /// Something that was decided is not in state() yet: it waits for the disk.
    [[nodiscard]] bool isWriting() const { return m_study.isWriting(); }
    /// Whether the store was asked for decisions on the picture; until then state() is not what holds.
    [[nodiscard]] bool isSettled() const;

    /// What holds of what is shown; empty without a picture.
    [[nodiscard]] const review::ReviewState& state() const;
    [[nodiscard]] std::optional<domain::ReviewVerdict> verdict(domain::LinkedSentence judged) const;
    /// Whether the box of a region was said to fit; nothing: nobody judged it.
    [[nodiscard]] std::optional<bool> boxFits(domain::RegionId region) const;
    /// How many verdicts the report can be given: one for each sentence of each link.
    [[nodiscard]] std::size_t linkCount() const;

Q_SIGNALS:
    void stateChanged();
    /// The reader decided this; state() has it by now. Not of an undo or a redo.
    void gave(const asg::domain::ReviewDecision& decision);
    /// undo() or redo() wrote this decision; state() has it by now.
    void tookBack(const asg::domain::ReviewDecision& decision);
    void problem(const QString& text);

private:
    void compare(const session::ReadingStatePtr& before);

    StudyPresenter& m_study;
};

}  // namespace asg::presenters
