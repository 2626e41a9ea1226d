#include "ui/widgets/file_actions.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/tag_browser.h"

#include <utility>

namespace asg::widgets {
FileActions::FileActions(presenters::Workspace& workspace, Actions& actions, std::filesystem::path sampleStudy,
                         QWidget& window)
    : QObject(&window), m_workspace(workspace), m_sampleStudy(std::move(sampleStudy)), m_window(window) {
    actions.on(ActionId::Open, [this] { chooseFiles(); });
    actions.on(ActionId::OpenFolder, [this] { chooseFolder(); });
    actions.on(ActionId::OpenSample, [this] { openSample(); });
    actions.on(ActionId::OpenReport, [this] { chooseReport(); });
    actions.on(ActionId::ExportJson, [this] { chooseExport(); });
    actions.on(ActionId::FileElements, [this] { showElements(); });
    actions.on(ActionId::Quit, [this] { m_window.close(); });
}

void FileActions::chooseFiles() {
    choosePictures(tr("Open pictures or a report"), QFileDialog::ExistingFiles);
}

void FileActions::chooseFolder() {
    choosePictures(tr("Open a folder"), QFileDialog::Directory);
}

void FileActions::choosePictures(const QString& title, QFileDialog::FileMode mode) {
    auto* dialog = new QFileDialog(&m_window, title);
    dialog->setFileMode(mode);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& paths) { m_workspace.study().open(paths); });
    present(dialog);
}

void FileActions::openSample() {
    if (!m_sampleStudy.empty()) m_workspace.study().open({m_sampleStudy});
}

void FileActions::chooseReport() {
    if (!m_workspace.study().mayBringReport()) return;
    auto* dialog = new QFileDialog(&m_window, tr("Open the report of this picture"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Text (*.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_workspace.study().openReport(path.toStdString()); });
    present(dialog);
}

void FileActions::showElements() {
    const auto& study = m_workspace.study();
    if (!study.openIndex()) return;
    auto* browser = new TagBrowser(study.pictures()[*study.openIndex()], &m_window);
    browser->setAttribute(Qt::WA_DeleteOnClose);
    browser->show();
}

void FileActions::chooseExport() {
    auto& study = m_workspace.study();
    askWhere(m_window,
             {tr("Export analysis, verdicts and corrections"), tr("JSON (*.json)"), QStringLiteral("analysis.json")},
             study.radiograph(), [&study](const QString& path) { study.exportJson(path); });
}

}  // namespace asg::widgets
