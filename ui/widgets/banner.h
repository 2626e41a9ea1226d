#pragma once

#include <QFrame>
#include <QStringList>

namespace asg::widgets {

class PlainLabel;
/// Says what went wrong over the upper part of its parent, below the corners' texts, without moving anything and
/// without stopping the user. The latest three are shown; "and 2 more" unfolds the others in its tip. GUI thread.
class Banner final : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent);
    void say(const QString& message);

public Q_SLOTS:
    void dismiss();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    PlainLabel* m_words = nullptr;
    QStringList m_texts;
};

}  // namespace asg::widgets
