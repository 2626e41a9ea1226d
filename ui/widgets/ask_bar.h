#pragma once

#include "ui/presenters/ask_presenter.h"

#include <QFrame>
#include <QTimer>

class QLineEdit;

namespace asg::widgets {

class PlainLabel;
/// A line over the foot of its parent to ask the picture, with the answer below. Asks a moment after the last key, or
/// at once with Enter. GUI thread.
class AskBar final : public QFrame {
    Q_OBJECT
public:
    AskBar(presenters::AskPresenter& presenter, QWidget* parent);

    /// Shows it with the keyboard in it; what was asked before is marked, so that typing replaces it.
    void open();
    /// Takes it and its answer away.
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void askNow();
    void showAnswer();
    void place();

    presenters::AskPresenter& m_presenter;
    QLineEdit* m_field = nullptr;
    PlainLabel* m_answer = nullptr;
    QTimer m_typing;
};

}  // namespace asg::widgets
