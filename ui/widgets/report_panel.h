#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace asg::widgets {

class ReportTextView;

/// The report: read, or, where there is none, opened, pasted or typed. GUI thread.
class ReportPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ReportPanel(presenters::Workspace& workspace, QWidget* parent = nullptr);

    /// Opens the page where a report is typed or pasted; `text` stands in it already.
    void startTyping(const QString& text);
    void setSpansUnderlined(bool underlined);
    [[nodiscard]] ReportTextView& textView() { return *m_text; }

Q_SIGNALS:
    void openRequested();
    void pasteRequested();

private:
    QWidget* makeHeader();
    QWidget* makeEmptyPage();
    QWidget* makeTypingPage();
    void showReport();
    void showSelection();
    void showVerdicts();

    presenters::Workspace& m_workspace;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_emptyWords = nullptr;
    QWidget* m_emptyButtons = nullptr;
    ReportTextView* m_text = nullptr;
    QPlainTextEdit* m_typed = nullptr;
    QToolButton* m_original = nullptr;
};

}  // namespace asg::widgets
