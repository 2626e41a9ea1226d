#pragma once

#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

namespace asg::presenters {

/// Asks the picture: where do these words point? The answer is a sentence, and the phrase's map over the picture in
/// place of the selection. It says where the words point, never that what they name is there. GUI thread.
class AskPresenter final : public QObject {
    Q_OBJECT
public:
    AskPresenter(StudyPresenter& study, OverlayPresenter& overlay, QObject* parent = nullptr);

    /// The latest phrase wins; an empty one asks nothing. It is asked again of the next picture, and of this one where
    /// it had no answer.
    void ask(const QString& phrase);
    /// Gives the selection back.
    void clear() { ask({}); }

    [[nodiscard]] const QString& phrase() const { return m_phrase; }
    /// Where it points, why it does not, or that the model is looking; empty when nothing is asked.
    [[nodiscard]] const QString& answer() const { return m_answer; }

Q_SIGNALS:
    void answered();

private:
    void askStudy();
    void take(const QString& phrase, const base::Outcome<PhraseAnswer>& outcome);
    void say(const QString& answer);

    StudyPresenter& m_study;
    OverlayPresenter& m_overlay;
    QString m_phrase;
    QString m_answer;
    bool m_unanswered = false;  ///< cancelled or failed: the same words are not the same question
};

}  // namespace asg::presenters
