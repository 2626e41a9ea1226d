#pragma once

#include "ui/presenters/review_presenter.h"

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace asg::widgets {

/// Asks whose verdicts these are: once, before the first, and whenever another reader sits down. The name is kept for
/// the next start. GUI thread; nothing waits for the answer.
class ReaderQuestion final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    ReaderQuestion(presenters::ReviewPresenter& review, QWidget& window);

    /// Calls it at once where the reader is known, else once a name was given.
    void withReader(const std::function<void()>& then);
    void ask(const std::function<void()>& then = [] {});

Q_SIGNALS:
    /// No name was given, and what follows from that.
    void refused(const QString& words);
    /// The question was left without a name.
    void unanswered();

private:
    presenters::ReviewPresenter& m_review;
    QWidget& m_window;
};

}  // namespace asg::widgets
