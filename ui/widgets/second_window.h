#pragma once

#include <QWidget>

class QMainWindow;

namespace asg::widgets {

/// A panel in a window of its own, for a second screen: the main window's keys work there, too. Where there is a second
/// screen it opens there, and later where it was left; where that screen is gone, on one that is there. GUI thread.
class SecondWindow final : public QWidget {
    Q_OBJECT
public:
    /// `main` must outlive it; its actions must be there already.
    SecondWindow(QMainWindow& main, const QString& title);

    /// Takes the panel in and shows itself.
    void adopt(QWidget& panel);
    /// For the next start.
    void remember() const;

Q_SIGNALS:
    /// Somebody closed it.
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    /// What is no key of a panel is the main window's.
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeAtFirst();
    void comeBackToAScreen();

    QMainWindow& m_main;
};

}  // namespace asg::widgets
