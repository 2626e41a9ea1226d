#include "ui/widgets/name_field.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace asg::widgets {
namespace {

constexpr int kNameWidth = 180;

}  // namespace

NameField::NameField(QWidget& pictures) : QLineEdit(&pictures) {
    constexpr int kLongestName = 200;
    setObjectName(QStringLiteral("nameField"));
    setAccessibleName(tr("Name of the measurement"));
    setPlaceholderText(tr("Name"));
    setMaxLength(kLongestName);
    connect(this, &QLineEdit::editingFinished, this, [this] { close(true); });
    hide();
}

void NameField::open(QWidget& picture, QPoint inPicture, const QString& name,
                     std::function<void(const QString&)> taken) {
    close(true);
    m_picture = &picture;
    m_taken = std::move(taken);
    setText(name);
    selectAll();
    resize(std::min(kNameWidth, picture.width()), sizeHint().height());
    const QPoint inside(std::clamp(inPicture.x(), 0, picture.width() - width()),
                        std::clamp(inPicture.y(), 0, std::max(0, picture.height() - height())));
    move(picture.mapTo(parentWidget(), inside));
    show();
    raise();
    setFocus(Qt::ShortcutFocusReason);
}

void NameField::close(bool takes) {
    const auto taken = std::exchange(m_taken, nullptr);
    if (!taken) return;
    const bool hadFocus = hasFocus();
    hide();
    if (hadFocus && m_picture) m_picture->setFocus();
    if (takes) taken(text());
}

bool NameField::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QLineEdit::event(event);
}

void NameField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return close(false);
    QLineEdit::keyPressEvent(event);
}

}  // namespace asg::widgets
