#pragma once

#include <QLineEdit>
#include <QPointer>

#include <functional>

namespace asg::widgets {

/// One line over the picture to type a name into, where what is named is. Enter, and leaving it for something else,
/// takes the name; Escape leaves all as it was. GUI thread.
class NameField final : public QLineEdit {
    Q_OBJECT
public:
    /// Hidden until open(). `pictures` is what it lies over.
    explicit NameField(QWidget& pictures);

    /// At a place of `picture`, a descendant of the pictures, which gets the keyboard back. `taken` is called with what
    /// was typed, at most once. A name that is still open is taken first.
    void open(QWidget& picture, QPoint inPicture, const QString& name, std::function<void(const QString&)> taken);

protected:
    /// Escape is this field's before it is the window's.
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void close(bool takes);

    QPointer<QWidget> m_picture;
    std::function<void(const QString&)> m_taken;
};

}  // namespace asg::widgets
