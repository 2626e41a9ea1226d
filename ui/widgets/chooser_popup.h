#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace asg::widgets {

class PlainLabel;
/// A list to choose from, with a line to search it, that opens by a button and closes with the choice, by Escape or by
/// a click elsewhere (both leave things as they were). Enter chooses the lit entry. Where several may be chosen,
/// Shift+Enter or a click marks an entry, or takes its mark away. Enter then takes the marked ones, and the lit one if
/// typing or an arrow led to it; Ctrl+Enter takes the lit entry alone. A click elsewhere may mean an entry, too
/// (setNameAt). GUI thread.
class ChooserPopup final : public QFrame {
    Q_OBJECT
public:
    enum class Mode { One, Several };

    ChooserPopup(Mode mode, QWidget* parent);

    /// What the entry at the top that means "nothing of these" is called; only for Several.
    void setWordsForNone(const QString& words);
    /// The entry that is meant by a click outside, at a place of the screen: it is marked, or its mark taken away, and
    /// the list stays. Empty: none, and the click closes the list. `hint` says so in the list.
    void setNameAt(std::function<QString(QPoint onScreen)> nameAt, const QString& hint);
    /// Opens at a widget with these entries; the current ones are marked (or, of One, lit).
    void openAt(const QWidget& anchor, const QStringList& entries, const QStringList& current);

Q_SIGNALS:
    /// The entries that were chosen; none where "nothing" was.
    void chosen(const QStringList& entries);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void fill(const QStringList& entries, const QStringList& current);
    void narrow(const QString& words);
    void step(int rows);
    void toggle(int row);
    void accept();
    void acceptMarked();
    void acceptLit();
    [[nodiscard]] bool isNone(int row) const;

    Mode m_mode;
    QString m_none;
    std::function<QString(QPoint onScreen)> m_nameAt;
    bool m_wentThere = false;  ///< typing or an arrow lit the entry since it opened or since one was marked
    QLineEdit* m_search = nullptr;
    QListWidget* m_list = nullptr;
    PlainLabel* m_hint = nullptr;
    QPushButton* m_done = nullptr;
};

}  // namespace asg::widgets
