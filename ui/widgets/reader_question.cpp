#include "ui/widgets/reader_question.h"

#include "ui/widgets/plain_text.h"

#include <QInputDialog>
#include <QSettings>

namespace asg::widgets {

ReaderQuestion::ReaderQuestion(presenters::ReviewPresenter& review, QWidget& window)
    : m_review(review), m_window(window) {}

void ReaderQuestion::withReader(const std::function<void()>& then) {
    if (m_review.reader().empty())
        ask(then);
    else
        then();
}

void ReaderQuestion::ask(const std::function<void()>& then) {
    auto* dialog = new QInputDialog(&m_window);
    dialog->setObjectName(QStringLiteral("readerDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    setPlainTitle(*dialog, tr("Who is reading?"));
    dialog->setLabelText(
        tr("Your name. It stands with each verdict, correction and measurement, in the journal and in exports."));
    const auto known = QString::fromStdString(m_review.reader());
    dialog->setTextValue(known.isEmpty() ? qEnvironmentVariable("USER") : known);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, then](const QString& typed) {
        const auto name = typed.simplified();
        if (name.isEmpty()) {
            Q_EMIT refused(tr("Without a name nothing is judged and nothing measured."));
            Q_EMIT unanswered();
            return;
        }
        QSettings().setValue(QStringLiteral("reader/name"), name);
        m_review.setReader(name.toStdString());
        then();
    });
    connect(dialog, &QDialog::rejected, this, &ReaderQuestion::unanswered);
    // Without a window manager nobody else gives the keyboard back.
    connect(dialog, &QDialog::finished, &m_window, [window = &m_window] { window->activateWindow(); });
    dialog->open();
}

}  // namespace asg::widgets
