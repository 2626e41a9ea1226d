#include "ui/widgets/export_dialog.h"

#include "ui/widgets/panel_parts.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

namespace asg::widgets {
namespace {

QString exportFolderSetting() {
    return QStringLiteral("export/folder");
}

QString proposedName(const domain::RadiographPtr& radiograph, const QString& suffix) {
    if (!radiograph) return suffix;
    auto name = QFileInfo(QString::fromStdString(radiograph->path)).completeBaseName();
    const auto date = QString::fromStdString(radiograph->text.studyDate).simplified();
    if (!date.isEmpty()) name += QLatin1Char('-') + date;
    if (radiograph->frameCount > 1) name += QStringLiteral("-frame%1").arg(radiograph->frame);
    static const QRegularExpression unfit(QStringLiteral("[^\\w.() -]+"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return name.replace(unfit, QStringLiteral("_")) + u'.' + suffix;
}

}  // namespace

void askWhere(QWidget& window, const ExportKind& kind, const domain::RadiographPtr& radiograph,
              const std::function<void(const QString&)>& chosen) {
    auto* dialog = new QFileDialog(&window, kind.title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(kind.suffix).suffix());
    dialog->setNameFilters({kind.filter});
    const auto folder = QSettings().value(exportFolderSetting()).toString();
    if (!folder.isEmpty()) dialog->setDirectory(folder);
    dialog->selectFile(proposedName(radiograph, kind.suffix));
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, [chosen](const QString& path) {
        QSettings().setValue(exportFolderSetting(), QFileInfo(path).absolutePath());
        chosen(path);
    });
    present(dialog);
}

}  // namespace asg::widgets
