#include "ui/widgets/guideline_sheet.h"

#include "ui/render/visible_text.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace asg::widgets {

GuidelineSheet::GuidelineSheet(const project::Project& project, const QList<QKeySequence>& keys, QWidget* parent)
    : QDialog(parent), m_keys(keys) {
    constexpr QSize kSize(560, 480);
    setObjectName(QStringLiteral("guidelineSheet"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto name = QString::fromStdString(project.name);
    const auto version = QString::fromStdString(project.guideline.version);
    setPlainTitle(*this, tr("Guideline of %1").arg(name));
    auto* title = new PlainLabel(tr("%1 · version %2").arg(name, version), this);
    title->setObjectName(QStringLiteral("guidelineVersion"));
    title->setFont(boldFont());
    title->setWordWrap(true);
    auto* text = new QPlainTextEdit(this);
    text->setObjectName(QStringLiteral("guidelineText"));
    text->setAccessibleName(tr("Guideline"));
    text->setReadOnly(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setPlainText(render::visibleText(QString::fromStdString(project.guideline.text)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * kGrid, 4 * kGrid, 4 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(title);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    resize(kSize);
}

void GuidelineSheet::keyPressEvent(QKeyEvent* event) {
    if (m_keys.contains(QKeySequence(event->keyCombination()))) return reject();
    QDialog::keyPressEvent(event);
}

}  // namespace asg::widgets
