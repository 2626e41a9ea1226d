#pragma once

#include "core/base/result.h"
#include "core/jobs/worker.h"
#include "ui/presenters/workspace.h"
#include "ui/render/reading_page.h"

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QPrinter;
class QWidget;

namespace asg::widgets {

class Actions;
class ViewBoard;

/// What the actions of File do that show a reading to people: the picture with its overlay to a file or the clipboard,
/// and a page of all that is known. They say what the window says: what is hidden there stands in none of them. Drawn
/// and written on a thread of its own. GUI thread.
class ShowingActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ShowingActions(presenters::Workspace& workspace, Actions& actions, const ViewBoard& board, QWidget& window);

    /// Writes there what the active view shows, as PNG.
    void savePicture(const QString& path);
    /// Writes there the page of the open picture, as PDF.
    void savePage(const QString& path);
    /// The same page on a printer, which nobody else may hold.
    void printPage(std::shared_ptr<QPrinter> printer);

Q_SIGNALS:
    /// What was done; for people.
    void said(const QString& words);
    /// What could not be written or printed.
    void problem(const QString& text);

private:
    [[nodiscard]] std::function<QImage()> drawing() const;
    [[nodiscard]] render::ReadingPage words() const;
    void copyPicture();
    void askAndPrint(QWidget& window);
    void write(const QString& path, std::function<QByteArray()> make);

    presenters::Workspace& m_workspace;
    const ViewBoard& m_board;
    jobs::Worker m_files{jobs::AtEnd::Finish};  ///< last: joins before the rest goes
};

}  // namespace asg::widgets
