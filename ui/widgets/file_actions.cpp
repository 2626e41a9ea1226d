#include "ui/widgets/file_actions.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/panel_parts.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

#include <utility>

namespace asg::widgets {
namespace {

QString exportFolderSetting() {
    return QStringLiteral("export/folder");
}

}  // namespace

FileActions::FileActions(presenters::Workspace& workspace, Actions& actions, std::filesystem::path sampleStudy,
                         QWidget& window)
    : QObject(&window), m_workspace(workspace), m_sampleStudy(std::move(sampleStudy)), m_window(window) {
    actions.on(ActionId::Open, [this] { chooseFiles(); });
    actions.on(ActionId::OpenFolder, [this] { chooseFolder(); });
    actions.on(ActionId::OpenSample, [this] { openSample(); });
    actions.on(ActionId::OpenReport, [this] { chooseReport(); });
    actions.on(ActionId::ExportJson, [this] { chooseExport(); });
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
    auto* dialog = new QFileDialog(&m_window, tr("Open the report of this picture"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Text (*.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_workspace.study().openReport(path.toStdString()); });
    present(dialog);
}

void FileActions::chooseExport() {
    auto* dialog = new QFileDialog(&m_window, tr("Export analysis, verdicts and corrections"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->setNameFilters({tr("JSON (*.json)")});
    const auto folder = QSettings().value(exportFolderSetting()).toString();
    if (!folder.isEmpty()) dialog->setDirectory(folder);
    dialog->selectFile(exportProposal());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSettings().setValue(exportFolderSetting(), QFileInfo(path).absolutePath());
        m_workspace.study().exportJson(path);
    });
    present(dialog);
}

/// Of the picture's file and the study's date: sixty exports into one folder do not take each other's place. No name
/// and no number of the patient: names of files are seen by many.
QString FileActions::exportProposal() const {
    const auto& radiograph = m_workspace.study().radiograph();
    if (!radiograph) return QStringLiteral("analysis.json");
    auto name = QFileInfo(QString::fromStdString(radiograph->path)).completeBaseName();
    const auto date = QString::fromStdString(radiograph->text.studyDate).simplified();
    if (!date.isEmpty()) name += QLatin1Char('-') + date;
    if (radiograph->frameCount > 1) name += QStringLiteral("-frame%1").arg(radiograph->frame);
    static const QRegularExpression unfit(QStringLiteral("[^\\w.() -]+"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return name.replace(unfit, QStringLiteral("_")) + QStringLiteral(".analysis.json");
}

}  // namespace asg::widgets
