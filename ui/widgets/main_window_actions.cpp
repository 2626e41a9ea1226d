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
    actions.on(ActionId::Open, [this] { chooseFiles(); });
    actions.on(ActionId::OpenFolder, [this] { chooseFolder(); });
    actions.on(ActionId::OpenSample, [this] { openSample(); });
    actions.on(ActionId::OpenReport, [this] { chooseReport(); });
    actions.on(ActionId::PasteReport, [this] { typeReport(); });
    actions.on(ActionId::ExportJson, [this] { chooseExport(); });
    actions.on(ActionId::Quit, [this] { close(); });
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
    const auto tool = [&](ActionId id, auto makeMode) {
        tools->addAction(actions[id]);
        actions.on(id, [this, makeMode] { viewport().setMode(makeMode()); });
    };
    tool(ActionId::ToolWindow, [] { return std::make_unique<viewport::WindowMode>(); });
    tool(ActionId::ToolPan, [] { return std::make_unique<viewport::PanMode>(); });
    tool(ActionId::ToolZoom, [] { return std::make_unique<viewport::ZoomMode>(); });
    actions[ActionId::ToolWindow]->setChecked(true);
    actions.on(ActionId::Invert, [this] { viewport().setInverted((*m_actions)[ActionId::Invert]->isChecked()); });
    actions.on(ActionId::Fit, [this] { viewport().fit(); });
    actions.on(ActionId::Actual, [this] { viewport().actualPixels(); });
    actions.on(ActionId::ResetWindow, [this] {
        if (const auto& radiograph = viewport().radiograph()) viewport().setVoi(vision::defaultVoi(*radiograph));
    });
    actions.on(ActionId::RotateRight, [this] { viewport().rotateClockwise(); });
    actions.on(ActionId::RotateLeft, [this] { viewport().rotateCounterclockwise(); });
    actions.on(ActionId::Flip, [this] { viewport().flipHorizontally(); });
    actions.on(ActionId::ResetView, [this] {
        viewport().resetView();
        (*m_actions)[ActionId::Invert]->setChecked(false);
    });
    actions.on(ActionId::NextFrame, [this] { m_workspace.study().stepFrame(1); });
    actions.on(ActionId::PreviousFrame, [this] { m_workspace.study().stepFrame(-1); });
    actions.on(ActionId::NextPicture, [this] { m_workspace.study().stepPicture(1); });
    actions.on(ActionId::PreviousPicture, [this] { m_workspace.study().stepPicture(-1); });
    connect(&m_workspace.study(), &presenters::StudyPresenter::radiographChanged, this, [this] {
        (*m_actions)[ActionId::Invert]->setChecked(false);
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
    actions.on(ActionId::FocusNext, [this] { QMainWindow::focusNextPrevChild(true); });
    actions.on(ActionId::FocusPrevious, [this] { QMainWindow::focusNextPrevChild(false); });
    auto* left = m_columns->widget(0);
    auto* right = m_columns->widget(2);
    for (const auto id : {ActionId::LeftPanel, ActionId::RightPanel}) actions[id]->setChecked(true);
    actions.on(ActionId::LeftPanel, [this, left] { left->setVisible((*m_actions)[ActionId::LeftPanel]->isChecked()); });
    actions.on(ActionId::RightPanel,
               [this, right] { right->setVisible((*m_actions)[ActionId::RightPanel]->isChecked()); });
    actions.on(ActionId::OnlyPicture, [this, left, right] {
        const bool show = left->isHidden() && right->isHidden();
        left->setVisible(show);
        right->setVisible(show);
        (*m_actions)[ActionId::LeftPanel]->setChecked(show);
        (*m_actions)[ActionId::RightPanel]->setChecked(show);
    });
}

void MainWindow::bindReading() {
    auto& actions = *m_actions;
    auto& overlay = m_workspace.overlay();
    auto& selection = m_workspace.selection();
    auto* modes = new QActionGroup(this);
    const auto mode = [&](ActionId id, OverlayMode chosen) {
        modes->addAction(actions[id]);
        actions.on(id, [&overlay, chosen] { overlay.setMode(chosen); });
    };
    mode(ActionId::OverlayOff, OverlayMode::Off);
    mode(ActionId::OverlaySelection, OverlayMode::Selection);
    mode(ActionId::OverlayAll, OverlayMode::All);
    actions.on(ActionId::OverlayNext, [&overlay] {
        overlay.setMode(overlay.mode() == OverlayMode::Off         ? OverlayMode::Selection
                        : overlay.mode() == OverlayMode::Selection ? OverlayMode::All
                                                                   : OverlayMode::Off);
    });
    actions.on(ActionId::HeatMap,
               [this, &overlay] { overlay.setHeatMapShown((*m_actions)[ActionId::HeatMap]->isChecked()); });
    actions.on(ActionId::Ask, [this] { m_picture->askBar().open(); });
    connect(&overlay, &presenters::OverlayPresenter::modeChanged, this, &MainWindow::showOverlayMode);
    showOverlayMode();
    actions.on(ActionId::NextSentence, [&selection] { selection.stepSentence(1); });
    actions.on(ActionId::PreviousSentence, [&selection] { selection.stepSentence(-1); });
    actions.on(ActionId::NextRegion, [&selection] { selection.stepRegion(1); });
    actions.on(ActionId::PreviousRegion, [&selection] { selection.stepRegion(-1); });
    actions.on(ActionId::NextFinding, [&selection] { selection.stepTag(1); });
    actions.on(ActionId::PreviousFinding, [&selection] { selection.stepTag(-1); });
    actions.on(ActionId::NextLink, [&selection] { selection.stepLink(1); });
    actions.on(ActionId::PreviousLink, [&selection] { selection.stepLink(-1); });
    actions.on(ActionId::ClearSelection, [this, &selection] {
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
    actions.on(ActionId::Analyse, [this] { m_workspace.study().analyse(); });
    actions.on(ActionId::Cancel, [this] { m_workspace.study().cancel(); });
}

void MainWindow::showOverlayMode() {
    const auto& overlay = m_workspace.overlay();
    const auto id = overlay.mode() == OverlayMode::Off         ? ActionId::OverlayOff
                    : overlay.mode() == OverlayMode::Selection ? ActionId::OverlaySelection
                                                               : ActionId::OverlayAll;
    (*m_actions)[id]->setChecked(true);
    (*m_actions)[ActionId::HeatMap]->setChecked(overlay.heatMapShown());
}

void MainWindow::bindHelp() {
    m_actions->on(ActionId::Keys, [this] {
        auto* sheet = new KeysSheet(*m_actions, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
    m_actions->on(ActionId::About, [this] { showAbout(); });
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
