#pragma once

#include <QObject>

class QAction;
class QKeyEvent;
class QWidget;

namespace asg::widgets {

class Actions;
class ReportTextView;

/// While the keyboard is in a widget that it watches, keys without Ctrl, Alt or Meta are the actions of
/// MenuName::Correction, or the one that accepts what is corrected; the window's others, undo and redo among them, go
/// on. GUI thread.
class CorrectionKeyFilter final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it. `report` has marked words, which Copy takes, and no keyboard.
    CorrectionKeyFilter(const Actions& actions, ReportTextView& report, QObject* parent);

    /// The widget and all that is inside it by now.
    void watch(QWidget& widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QAction* actionOf(const QKeyEvent& event) const;

    const Actions& m_actions;
    ReportTextView& m_report;
};

}  // namespace asg::widgets
