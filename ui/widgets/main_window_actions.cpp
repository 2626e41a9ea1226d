// What the window's actions do.
#include "ui/render/corner_texts.h"
#include "ui/viewport/view_modes.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/study_panel.h"

#include <QActionGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QRegularExpression>
#include <QSettings>
#include <QSplitter>

namespace asg::widgets {
namespace {

using presenters::OverlayMode;

/// Opens a dialog without waiting for it; it deletes itself.
void present(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString voiName(const std::string& given, const QString& otherwise) {
    return given.empty() ? otherwise : QString::fromStdString(given);
}

}  // namespace

void MainWindow::bindFile() {
    auto& actions = *m_actions;
    actions.on("open", [this] { chooseFiles(); });
    actions.on("openFolder", [this] { chooseFolder(); });
    actions.on("openSample", [this] { openSample(); });
    actions.on("openReport", [this] { chooseReport(); });
    actions.on("pasteReport", [this] { typeReport(); });
    actions.on("exportJson", [this] { chooseExport(); });
    actions.on("quit", [this] { close(); });
    connect(m_picture, &PictureArea::openFilesRequested, this, &MainWindow::chooseFiles);
    connect(m_picture, &PictureArea::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_picture, &PictureArea::openSampleRequested, this, &MainWindow::openSample);
    connect(m_report, &ReportPanel::openRequested, this, &MainWindow::chooseReport);
    connect(m_report, &ReportPanel::pasteRequested, this, &MainWindow::typeReport);
}

void MainWindow::chooseFiles() {
    auto* dialog = new QFileDialog(this, tr("Open pictures or a report"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& paths) { m_workspace.study().open(paths); });
    present(dialog);
}

void MainWindow::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Open a folder"));
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& paths) { m_workspace.study().open(paths); });
    present(dialog);
}

void MainWindow::openSample() {
    if (!m_installation.sampleStudy.empty()) m_workspace.study().open({m_installation.sampleStudy});
}

void MainWindow::chooseReport() {
    auto* dialog = new QFileDialog(this, tr("Open the report of this picture"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Text (*.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_workspace.study().openReport(path.toStdString()); });
    present(dialog);
}

void MainWindow::typeReport() {
    m_columns->widget(2)->show();
    const auto& view = m_workspace.report().view();
    m_report->startTyping(view ? view->text : QGuiApplication::clipboard()->text());
}

void MainWindow::chooseExport() {
    auto* dialog = new QFileDialog(this, tr("Export analysis, verdicts and corrections"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->setNameFilters({tr("JSON (*.json)")});
    const QSettings settings;
    const auto folder = settings.value(QStringLiteral("export/folder")).toString();
    if (!folder.isEmpty()) dialog->setDirectory(folder);
    dialog->selectFile(exportProposal());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSettings().setValue(QStringLiteral("export/folder"), QFileInfo(path).absolutePath());
        m_workspace.exportJson(path);
    });
    present(dialog);
}

/// Of the picture's file and the study's date: sixty exports into one folder do not take each other's place. No name
/// and no number of the patient: names of files are seen by many.
QString MainWindow::exportProposal() const {
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

void MainWindow::bindView() {
    auto& actions = *m_actions;
    auto* tools = new QActionGroup(this);
    const auto tool = [&](std::string_view id, auto makeMode) {
        tools->addAction(actions[id]);
        actions.on(id, [this, makeMode] { viewport().setMode(makeMode()); });
    };
    tool("toolWindow", [] { return std::make_unique<viewport::WindowMode>(); });
    tool("toolPan", [] { return std::make_unique<viewport::PanMode>(); });
    tool("toolZoom", [] { return std::make_unique<viewport::ZoomMode>(); });
    actions["toolWindow"]->setChecked(true);
    actions.on("invert", [this] { viewport().setInverted((*m_actions)["invert"]->isChecked()); });
    actions.on("fit", [this] { viewport().fit(); });
    actions.on("actual", [this] { viewport().actualPixels(); });
    actions.on("resetWindow", [this] {
        if (const auto& radiograph = viewport().radiograph()) viewport().setVoi(vision::defaultVoi(*radiograph));
    });
    actions.on("rotateRight", [this] { viewport().rotateClockwise(); });
    actions.on("rotateLeft", [this] { viewport().rotateCounterclockwise(); });
    actions.on("flip", [this] { viewport().flipHorizontally(); });
    actions.on("resetView", [this] {
        viewport().resetView();
        (*m_actions)["invert"]->setChecked(false);
    });
    actions.on("nextFrame", [this] { m_workspace.study().stepFrame(1); });
    actions.on("previousFrame", [this] { m_workspace.study().stepFrame(-1); });
    actions.on("nextPicture", [this] { m_workspace.study().stepPicture(1); });
    actions.on("previousPicture", [this] { m_workspace.study().stepPicture(-1); });
    connect(&m_workspace.study(), &presenters::StudyPresenter::radiographChanged, this, [this] {
        (*m_actions)["invert"]->setChecked(false);
        fillPresets();
    });
}

void MainWindow::fillPresets() {
    constexpr int kKeys = 9;
    m_presets->clear();
    int key = 0;
    const auto add = [&](const QString& name, const vision::VoiChoice& voi) {
        auto* action = m_presets->addAction(plainActionText(name), this, [this, voi] { viewport().setVoi(voi); });
        if (++key <= kKeys) action->setShortcut(QKeySequence(QStringLiteral("Shift+%1").arg(key)));
    };
    if (const auto& radiograph = m_workspace.study().radiograph()) {
        for (std::size_t i = 0; i < radiograph->voiLuts.size(); ++i)
            add(voiName(radiograph->voiLuts[i].name, tr("Table %1").arg(i + 1)), vision::VoiLutChoice{i});
        for (const auto& window : radiograph->windows)
            add(voiName(window.name, tr("Window %1 / %2").arg(window.width).arg(window.center)), window);
        add(tr("Full range"), vision::FullRange{});
    }
    m_presets->setEnabled(key > 0);
}

void MainWindow::bindPanels() {
    auto& actions = *m_actions;
    actions.on("focusNext", [this] { QMainWindow::focusNextPrevChild(true); });
    actions.on("focusPrevious", [this] { QMainWindow::focusNextPrevChild(false); });
    auto* left = m_columns->widget(0);
    auto* right = m_columns->widget(2);
    for (const std::string_view id : {"leftPanel", "rightPanel"}) actions[id]->setChecked(true);
    actions.on("leftPanel", [this, left] { left->setVisible((*m_actions)["leftPanel"]->isChecked()); });
    actions.on("rightPanel", [this, right] { right->setVisible((*m_actions)["rightPanel"]->isChecked()); });
    actions.on("onlyPicture", [this, left, right] {
        const bool show = left->isHidden() && right->isHidden();
        left->setVisible(show);
        right->setVisible(show);
        (*m_actions)["leftPanel"]->setChecked(show);
        (*m_actions)["rightPanel"]->setChecked(show);
    });
}

void MainWindow::bindReading() {
    auto& actions = *m_actions;
    auto& overlay = m_workspace.overlay();
    auto& selection = m_workspace.selection();
    auto* modes = new QActionGroup(this);
    const auto mode = [&](std::string_view id, OverlayMode chosen) {
        modes->addAction(actions[id]);
        actions.on(id, [&overlay, chosen] { overlay.setMode(chosen); });
    };
    mode("overlayOff", OverlayMode::Off);
    mode("overlaySelection", OverlayMode::Selection);
    mode("overlayAll", OverlayMode::All);
    actions.on("overlayNext", [&overlay] {
        overlay.setMode(overlay.mode() == OverlayMode::Off         ? OverlayMode::Selection
                        : overlay.mode() == OverlayMode::Selection ? OverlayMode::All
                                                                   : OverlayMode::Off);
    });
    actions.on("heatMap", [this, &overlay] { overlay.setHeatMapShown((*m_actions)["heatMap"]->isChecked()); });
    actions.on("ask", [this] { m_picture->askBar().open(); });
    connect(&overlay, &presenters::OverlayPresenter::modeChanged, this, &MainWindow::showOverlayMode);
    showOverlayMode();
    actions.on("nextSentence", [&selection] { selection.stepSentence(1); });
    actions.on("previousSentence", [&selection] { selection.stepSentence(-1); });
    actions.on("nextRegion", [&selection] { selection.stepRegion(1); });
    actions.on("previousRegion", [&selection] { selection.stepRegion(-1); });
    actions.on("nextFinding", [&selection] { selection.stepTag(1); });
    actions.on("previousFinding", [&selection] { selection.stepTag(-1); });
    actions.on("nextLink", [&selection] { selection.stepLink(1); });
    actions.on("previousLink", [&selection] { selection.stepLink(-1); });
    actions.on("clearSelection", [this, &selection] {
        // First what is open, then what is selected.
        if (m_picture->askBar().isVisible()) {
            m_picture->askBar().dismiss();
            return;
        }
        if (m_workspace.correction().sentence()) {
            m_workspace.correction().close();
            return;
        }
        selection.clear();
        m_picture->banner().dismiss();
    });
    actions.on("analyse", [this] { m_workspace.study().analyse(); });
    actions.on("cancel", [this] { m_workspace.study().cancel(); });
}

void MainWindow::showOverlayMode() {
    const auto& overlay = m_workspace.overlay();
    const auto id = overlay.mode() == OverlayMode::Off         ? "overlayOff"
                    : overlay.mode() == OverlayMode::Selection ? "overlaySelection"
                                                               : "overlayAll";
    (*m_actions)[id]->setChecked(true);
    (*m_actions)["heatMap"]->setChecked(overlay.heatMapShown());
}

void MainWindow::bindHelp() {
    m_actions->on("keys", [this] {
        auto* sheet = new KeysSheet(*m_actions, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
    m_actions->on("about", [this] { showAbout(); });
}

void MainWindow::showAbout() {
    auto words =
        tr("ASG Viewer %1\n\nLinks the sentences of a chest X-ray's report, anatomical regions and findings.\n\n"
           "%2")
            .arg(m_installation.version, render::noticeOnUse());
    const auto& analysis = m_workspace.study().analysis();
    if (analysis && !analysis->model.name.empty())
        words += tr("\n\nModel: %1 %2\nSHA-256 %3")
                     .arg(QString::fromStdString(analysis->model.name), QString::fromStdString(analysis->model.version),
                          QString::fromStdString(analysis->model.sha256));
    present(makePlainMessage(tr("About"), words, this));
}

}  // namespace asg::widgets
