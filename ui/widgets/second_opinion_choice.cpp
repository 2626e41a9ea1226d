#include "ui/widgets/second_opinion_choice.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/panel_parts.h"

#include <QFileDialog>
#include <QSettings>

namespace asg::widgets {
namespace {

QString secondFolderSetting() {
    return QStringLiteral("model/secondOpinion");
}

QString lastSecondFolderSetting() {
    return QStringLiteral("model/lastSecondOpinion");
}

}  // namespace

SecondOpinionChoice::SecondOpinionChoice(presenters::Workspace& workspace, Actions& actions, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_actions(actions), m_window(window) {
    actions.on(ActionId::SecondOpinion, [this] { toggle(); });
    ask(QSettings().value(secondFolderSetting()).toString());
}

void SecondOpinionChoice::toggle() {
    if (m_actions[ActionId::SecondOpinion]->isChecked())
        choose();
    else
        ask({});
}

void SecondOpinionChoice::choose() {
    auto* dialog = new QFileDialog(&m_window, tr("Folder of a classifier that asg model convert made"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    const auto last = QSettings().value(lastSecondFolderSetting()).toString();
    if (!last.isEmpty()) dialog->selectFile(last);
    connect(dialog, &QFileDialog::fileSelected, this, &SecondOpinionChoice::ask);
    connect(dialog, &QFileDialog::rejected, this, &SecondOpinionChoice::showChoice);
    present(dialog);
}

void SecondOpinionChoice::ask(const QString& folder) {
    QSettings settings;
    settings.setValue(secondFolderSetting(), folder);
    if (!folder.isEmpty()) settings.setValue(lastSecondFolderSetting(), folder);
    m_workspace.study().setSecondFolder(folder.toStdString());
    showChoice();
}

void SecondOpinionChoice::showChoice() {
    const auto& folder = m_workspace.study().workplace().secondFolder();
    m_actions[ActionId::SecondOpinion]->setChecked(!folder.empty());
}

}  // namespace asg::widgets
