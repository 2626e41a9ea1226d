#pragma once

#include <QObject>

#include <functional>

class QAbstractItemView;
class QModelIndex;
class QWidget;

namespace asg::widgets {

/// Makes a list reachable by the keyboard (F6): arrows, Home and End then choose rows in it in place of what they do in
/// the window, and a line around it says that the keyboard is there. A click leaves the keyboard where it was, which is
/// at the picture. GUI thread.
class ListKeys final : public QObject {
    Q_OBJECT
public:
    /// `list`, the parent, has a model; `chosen` is called with the row that was gone to.
    ListKeys(QAbstractItemView& list, std::function<void(const QModelIndex&)> chosen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool step(int key);

    QAbstractItemView& m_list;
    std::function<void(const QModelIndex&)> m_chosen;
    QWidget* m_mark;
};

/// Makes the buttons of a bar one stop of the keyboard's way round: the first takes it, arrows, Home and End go from
/// one to the next, Space and Enter press it. GUI thread.
class BarKeys final : public QObject {
    Q_OBJECT
public:
    /// `bar`, the parent, has its buttons already.
    explicit BarKeys(QWidget& bar);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void step(QWidget& from, int key);

    QWidget& m_bar;
};

}  // namespace asg::widgets
