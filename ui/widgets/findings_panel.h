#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTableView;

namespace asg::widgets {

class PlainLabel;
/// The findings list: what report and model say, tag by tag, and where they differ. GUI thread.
class FindingsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit FindingsPanel(presenters::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QTableView& table() { return *m_table; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool leaveFilter(QEvent* event);
    QWidget* makeHeader();
    void makeTable();
    [[nodiscard]] PlainLabel* makeNote(const char* name);
    void showSelection();
    void showRows();
    void hover(int row);

    presenters::Workspace& m_workspace;
    QTableView* m_table = nullptr;
    QLineEdit* m_filter = nullptr;
    PlainLabel* m_summary = nullptr;
    PlainLabel* m_emptyWords = nullptr;
    PlainLabel* m_dashes = nullptr;
    PlainLabel* m_second = nullptr;
    QStackedWidget* m_pages = nullptr;
    int m_hovered = -1;
};

}  // namespace asg::widgets
