#pragma once

#include "core/domain/review.h"
#include "ui/presenters/workspace.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QString>

#include <optional>

namespace asg::widgets {

class Actions;
class ChangeBar;
class CorrectionPanel;
class ReportTextView;
class VerificationBar;
class WindowColumns;

/// What the actions of Review do: verdicts, corrections, undo, who reads. Nothing is judged that the reader has not
/// seen: neither what is hidden nor what was not painted yet. GUI thread.
class ReviewActions final : public QObject {
    Q_OBJECT
public:
    /// Where what is judged is seen; all must outlive the actions.
    struct Sight {
        WindowColumns& columns;
        ReportTextView& report;
        VerificationBar& bar;
        CorrectionPanel& correction;
        const ChangeBar& change;
    };
    ReviewActions(presenters::Workspace& workspace, Actions& actions, const Sight& sight, QWidget& window);

Q_SIGNALS:
    /// Why a key did nothing, or what it did; for people.
    void said(const QString& words);
    /// What was given on what; it may not be what is chosen any more.
    void gave(const QString& words);

private:
    void bindVerdicts();
    void bindDecisions();
    void bindNextLink();
    void bindKeyImages();
    /// Gives a verdict on the link that is chosen, if it is seen, or says why not. A box in hand is kept first.
    void judge(const domain::LinkJudgement& judgement);
    /// The same of the one link of the sentence that is being corrected, once its corrections are kept and shown.
    void acceptCorrected();
    void goOnAccepting();
    /// The same of the box that is chosen.
    void judgeBox(bool fits);
    /// The same of the change that is chosen.
    void judgeChange(bool holds);
    void askReason(domain::ReviewVerdict verdict);
    void correctSentence();
    /// One step back: what is not kept yet, then a skip, then the last decision.
    void undo();
    /// What was taken back is shown, whatever was hidden.
    void showTakenBack(const domain::ReviewDecision& decision);
    /// Why the link was not seen; brings it into view where that is all that is missing. Empty: it was.
    [[nodiscard]] QString whyNotSeen();
    [[nodiscard]] QString whyBoxNotSeen() const;

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    Sight m_sight;
    ReaderQuestion m_reader;
    std::optional<domain::SentenceId> m_corrected;  ///< is to be accepted as soon as that can be
};

}  // namespace asg::widgets
