#pragma once

#include "core/domain/review.h"
#include "ui/presenters/workspace.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QString>

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

private:
    void bindVerdicts();
    void bindDecisions();
    void bindKeyImages();
    /// Gives a verdict on the link that is chosen, if it is seen, or says why not.
    void judge(domain::ReviewVerdict verdict, const QString& reason = {});
    /// The same of the box that is chosen.
    void judgeBox(bool fits);
    /// The same of the change that is chosen.
    void judgeChange(bool holds);
    void askReason();
    void correctSentence();
    /// Why the link was not seen; brings it into view where that is all that is missing. Empty: it was.
    [[nodiscard]] QString whyNotSeen();
    [[nodiscard]] QString whyBoxNotSeen() const;

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    Sight m_sight;
    ReaderQuestion m_reader;
};

}  // namespace asg::widgets
