#include "ui/widgets/project_actions.h"

#include "ui/render/visible_text.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/guideline_sheet.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QSettings>
#include <QVBoxLayout>

namespace asg::widgets {
namespace {

QString goesOnSetting() {
    return QStringLiteral("project/goesOnByItself");
}

}  // namespace

ProjectActions::ProjectActions(presenters::Workspace& workspace, Actions& actions, QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_window(window),
      m_reader(workspace.review(), window) {
    auto& project = workspace.project();
    actions.on(ActionId::OpenProject, [this] { chooseFile(); });
    actions.on(ActionId::LeaveProject, [&project] { project.leave(); });
    actions.on(ActionId::NextPlace, [&project] { project.openNext(); });
    actions.on(ActionId::Guideline, [this] { showGuideline(); });
    bindGoingOn();
    connect(&project, &presenters::ProjectPresenter::said, this, &ProjectActions::said);
    connect(&project, &presenters::ProjectPresenter::readerNeeded, this, [this] { m_reader.ask(); });
    connect(&project, &presenters::ProjectPresenter::notAReader, this, &ProjectActions::chooseReader);
    connect(&project, &presenters::ProjectPresenter::changed, this, [this] {
        if (m_guideline && !m_workspace.project().isOpen()) m_guideline->close();
    });
    connect(&m_reader, &ReaderQuestion::unanswered, this, [this] {
        m_workspace.project().giveUp();
        Q_EMIT said(tr("The project was not opened: nobody said who reads."));
    });
}

void ProjectActions::bindGoingOn() {
    auto& project = m_workspace.project();
    auto* goesOn = m_actions[ActionId::GoOnByItself];
    project.setGoesOn(QSettings().value(goesOnSetting(), true).toBool());
    goesOn->setChecked(project.goesOn());
    m_actions.on(ActionId::GoOnByItself, [&project, goesOn] {
        project.setGoesOn(goesOn->isChecked());
        QSettings().setValue(goesOnSetting(), goesOn->isChecked());
    });
}

void ProjectActions::chooseFile() {
    auto* dialog = new QFileDialog(&m_window, tr("Open an annotation project"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Projects (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_workspace.project().open(path.toStdString()); });
    present(dialog);
}

void ProjectActions::chooseReader(const QString& project, const QString& name, const QStringList& readers) {
    auto* dialog = new QDialog(&m_window);
    dialog->setObjectName(QStringLiteral("projectReaderDialog"));
    setPlainTitle(*dialog, tr("Who is reading?"));
    auto* words = new PlainLabel(
        tr("“%1” is no reader of the project “%2”. Who of its readers are you?").arg(name, project), dialog);
    words->setWordWrap(true);
    auto* names = new QComboBox(dialog);
    names->setObjectName(QStringLiteral("projectReaders"));
    names->setAccessibleName(tr("Readers of the project"));
    for (const auto& reader : readers) names->addItem(render::visibleLine(reader));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(4 * kGrid, 4 * kGrid, 4 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(words);
    layout->addWidget(names);
    layout->addWidget(buttons);
    connect(dialog, &QDialog::accepted, this, [this, names, readers] {
        const auto& chosen = readers.at(names->currentIndex());
        QSettings().setValue(QStringLiteral("reader/name"), chosen);
        m_workspace.review().setReader(chosen.toStdString());
    });
    connect(dialog, &QDialog::rejected, &m_reader, &ReaderQuestion::unanswered);
    // Without a window manager nobody else gives the keyboard back.
    connect(dialog, &QDialog::finished, &m_window, [window = &m_window] { window->activateWindow(); });
    present(dialog);
}

/// Or away again.
void ProjectActions::showGuideline() {
    const auto* project = m_workspace.project().project();
    if (project == nullptr) return;
    if (m_guideline) {
        m_guideline->close();
        return;
    }
    m_guideline = new GuidelineSheet(*project, m_actions[ActionId::Guideline]->shortcuts(), &m_window);
    m_guideline->show();
}

}  // namespace asg::widgets
