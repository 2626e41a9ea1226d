#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

#include <map>
#include <string>

class QAction;
class QPlainTextEdit;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace asg::widgets {

class PlainLabel;
class ReportTextView;
class SpanLegend;

/// The report: read, or, where there is none, opened, pasted or typed. GUI thread.
class ReportPanel final : public QWidget {
    Q_OBJECT
public:
    /// `underline` is the checkable action that shows what was read; its button stands in the header.
    ReportPanel(presenters::Workspace& workspace, QAction* underline, QWidget* parent = nullptr);

    /// Opens the page where a report is typed or pasted; `text` stands in it already, or what was typed for this
    /// picture before and not used.
    void startTyping(const QString& text);
    [[nodiscard]] ReportTextView& textView() { return *m_text; }

Q_SIGNALS:
    void openRequested();
    void pasteRequested();

protected:
    /// Where a report is written, Tab goes round its controls, Escape leaves them and Ctrl+Enter uses what was written;
    /// it stays.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader(QAction* underline);
    QWidget* makeEmptyPage();
    QWidget* makeTypingPage();
    void showReport();
    void useTyped();
    void leaveTyped();
    void readTyped();
    void keepTyped();
    [[nodiscard]] std::string picture() const;
    void showSelection();
    void showReading();
    void showVerdicts();
    void showOthers();
    void showSpans(bool underlined);

    presenters::Workspace& m_workspace;
    QStackedWidget* m_pages = nullptr;
    PlainLabel* m_emptyWords = nullptr;
    QWidget* m_emptyButtons = nullptr;
    ReportTextView* m_text = nullptr;
    QPlainTextEdit* m_typed = nullptr;
    QTimer* m_pause = nullptr;                ///< since the last letter: what was written is read when it ends
    std::string m_typedFor;                   ///< SHA-256 of the picture whose report is being typed
    std::map<std::string, QString> m_drafts;  ///< by picture: what was typed and is not its report yet
    QToolButton* m_original = nullptr;
    SpanLegend* m_legend = nullptr;
};

}  // namespace asg::widgets
