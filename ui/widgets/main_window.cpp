#include "ui/widgets/main_window.h"

#include "ui/presenters/project_words.h"
#include "ui/render/corner_texts.h"
#include "ui/viewport/dropped_files.h"
#include "ui/viewport/magnifier.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/action_conditions.h"
#include "ui/widgets/appearance.h"
#include "ui/widgets/box_actions.h"
#include "ui/widgets/change_bar.h"
#include "ui/widgets/comparing_actions.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/file_actions.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/help_actions.h"
#include "ui/widgets/list_keys.h"
#include "ui/widgets/magnifier_actions.h"
#include "ui/widgets/measure_actions.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/own_reading_actions.h"
#include "ui/widgets/own_reading_panel.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/picture_menu.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/preferences_dialog.h"
#include "ui/widgets/project_actions.h"
#include "ui/widgets/project_bar.h"
#include "ui/widgets/reading_actions.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/review_actions.h"
#include "ui/widgets/screen_actions.h"
#include "ui/widgets/second_opinion_choice.h"
#include "ui/widgets/showing_actions.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/study_panel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/verification_bar.h"
#include "ui/widgets/view_actions.h"
#include "ui/widgets/view_board.h"
#include "ui/widgets/window_actions.h"
#include "ui/widgets/window_columns.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <map>

namespace asg::widgets {
namespace {

constexpr QSize kReferenceSize(1600, 1000);
constexpr QSize kSmallestSize(640, 360);  // 1280 × 720 at twice the size

QString geometrySetting() {
    return QStringLiteral("window/geometry");
}

}  // namespace

MainWindow::MainWindow(presenters::Workspace& workspace, const Installation& installation, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace) {
    setAcceptDrops(true);
    setMinimumSize(kSmallestSize);
    m_actions = new Actions(this);
    m_appearance = new Appearance(this);
    makePanels();
    m_picture->offerSample(!installation.sampleStudy.empty());
    auto* view = new ViewActions(workspace, *m_actions, m_picture->grid(), *this);
    connect(view, &ViewActions::problem, &workspace, &presenters::Workspace::problem);
    auto* windows = makeMenus();
    auto* presets = new WindowActions(workspace, *m_actions, m_picture->grid(), *windows, *this);
    connect(presets, &WindowActions::said, this, &MainWindow::say);
    connect(presets, &WindowActions::problem, &workspace, &presenters::Workspace::problem);
    new PictureMenu(*m_actions, m_picture->grid(), *windows);
    auto* screen = new ScreenActions(workspace, *m_actions, m_picture->grid(), *this);
    connect(screen, &ScreenActions::said, this, &MainWindow::say);
    auto* magnifier = new viewport::Magnifier(m_picture->grid(), m_picture->board().links());
    new MagnifierActions(*m_actions, *magnifier, *this);
    makeToolBar();
    makeProjectBar();
    m_status = new StatusLine(workspace, (*m_actions)[ActionId::Cancel], this);
    setStatusBar(m_status);
    connect(&workspace.study(), &presenters::StudyPresenter::exported, this,
            [this](const QString& path) { say(tr("Written: %1").arg(path)); });
    bindFiles(installation);
    auto* showing = new ShowingActions(workspace, *m_actions, m_picture->board(), *this);
    connect(showing, &ShowingActions::said, this, &MainWindow::say);
    connect(showing, &ShowingActions::problem, &workspace, &presenters::Workspace::problem);
    new ReadingActions(workspace, *m_actions, *m_picture, this);
    new SecondOpinionChoice(workspace, *m_actions, *this);
    auto* comparing = new ComparingActions(workspace, *m_actions, m_picture->grid(), m_picture->board().links(), this);
    connect(comparing, &ComparingActions::said, this, &MainWindow::say);
    auto* review = new ReviewActions(
        workspace, *m_actions, {*m_columns, m_report->textView(), *m_verification, *m_correction, *m_change}, *this);
    connect(review, &ReviewActions::said, this, &MainWindow::say);
    connect(review, &ReviewActions::gave, m_status, &StatusLine::say);
    auto* reading = new OwnReadingActions(workspace, *m_actions, *m_ownReading, *m_columns, *this);
    connect(reading, &OwnReadingActions::said, this, &MainWindow::say);
    auto* measure = new MeasureActions(workspace, *m_actions, {m_picture->grid(), *m_measurements, *view}, *this);
    connect(measure, &MeasureActions::said, this, &MainWindow::say);
    auto* boxes = new BoxActions(workspace, *m_actions, {m_picture->grid(), *view}, *this);
    connect(boxes, &BoxActions::said, this, &MainWindow::say);
    connect(boxes, &BoxActions::hinted, m_status, &StatusLine::say);
    auto* project = new ProjectActions(workspace, *m_actions, *this);
    connect(project, &ProjectActions::said, this, &MainWindow::say);
    bindFocus();
    new HelpActions(workspace, *m_actions, {installation.version.toStdString(), installation.model, installation.data},
                    *this);
    m_conditions = new ActionConditions(workspace, *m_actions, !installation.sampleStudy.empty(), this);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &MainWindow::showTitle);
    connect(&workspace.pictures(), &presenters::PictureList::orderChanged, this, &MainWindow::showTitle);
    connect(&workspace.project(), &presenters::ProjectPresenter::changed, this, &MainWindow::showTitle);
    nameButtons();
    showTitle();
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePanels() {
    auto* studies = makeStudyColumn();
    m_picture = new PictureArea(m_workspace, this);
    auto* reading = makeReadingColumn();
    m_findings = new FindingsPanel(m_workspace, this);
    m_columns = new WindowColumns({studies, m_picture, reading, m_findings}, *m_actions, *this);
    setCentralWidget(m_columns);
}

QWidget* MainWindow::makeStudyColumn() {
    m_measurements = new MeasurementPanel(m_workspace, (*m_actions)[ActionId::DeleteMeasurement], this);
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new StudyPanel(m_workspace, this), 1);
    layout->addWidget(m_measurements);
    return column;
}

QWidget* MainWindow::makeReadingColumn() {
    m_report = new ReportPanel(m_workspace, (*m_actions)[ActionId::Underline], this);
    m_ownReading = new OwnReadingPanel(m_workspace, *m_actions, this);
    m_verification = new VerificationBar(m_workspace, *m_actions, this);
    m_change = new ChangeBar(m_workspace, *m_actions, this);
    m_correction = new CorrectionPanel(m_workspace, *m_actions, m_report->textView(), this);
    // One at a time: verdicts are given on what the sentence says, not while it is being corrected.
    connect(&m_workspace.correction(), &presenters::CorrectionPresenter::changed, m_verification,
            [this] { m_verification->setVisible(!m_workspace.correction().sentence()); });
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_report, 1);
    // With the report, which scrolls: the findings below keep their room.
    layout->addWidget(m_ownReading);
    layout->addWidget(m_correction);
    layout->addWidget(m_verification);
    layout->addWidget(m_change);
    return column;
}

QMenu* MainWindow::makeMenus() {
    const std::map<MenuName, QMenu*> menus{{MenuName::File, menuBar()->addMenu(tr("&File"))},
                                           {MenuName::View, menuBar()->addMenu(tr("&View"))},
                                           {MenuName::Window, menuBar()->addMenu(tr("&Window"))},
                                           {MenuName::Compare, menuBar()->addMenu(tr("&Compare"))},
                                           {MenuName::Reading, menuBar()->addMenu(tr("&Reading"))},
                                           {MenuName::Measure, menuBar()->addMenu(tr("&Measure"))},
                                           {MenuName::Review, menuBar()->addMenu(tr("R&eview"))},
                                           {MenuName::Help, menuBar()->addMenu(tr("&Help"))}};
    for (const auto& spec : actionSpecs()) {
        if (spec.menu == MenuName::Correction) continue;
        auto* menu = menus.at(spec.menu);
        if (spec.more.separatorBefore) menu->addSeparator();
        menu->addAction((*m_actions)[spec.id]);
    }
    return menus.at(MenuName::Window);
}

void MainWindow::makeToolBar() {
    constexpr int kIconSide = 22;
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize(QSize(kIconSide, kIconSide));
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto add = [&](BarGroup group) {
        for (const auto& spec : actionSpecs())
            if (spec.more.bar == group) bar->addAction((*m_actions)[spec.id]);
    };
    for (const auto group : {BarGroup::Open, BarGroup::Tools, BarGroup::Look}) {
        add(group);
        bar->addSeparator();
    }
    auto* label = new PlainLabel(tr("Overlay"), bar);
    label->setContentsMargins(kGrid, 0, kGrid, 0);
    bar->addWidget(label);
    add(BarGroup::Overlay);
    bar->addSeparator();
    add(BarGroup::HeatMap);
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    add(BarGroup::Panels);
    new BarKeys(*bar);
}

/// There while a project is open.
void MainWindow::makeProjectBar() {
    addToolBarBreak();
    auto* bar = addToolBar(tr("Project"));
    bar->setObjectName(QStringLiteral("project"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(new ProjectBar(m_workspace.project(), *m_actions, bar));
    const auto show = [this, bar] { bar->setVisible(m_workspace.project().isOpen()); };
    connect(&m_workspace.project(), &presenters::ProjectPresenter::changed, bar, show);
    show();
}

/// Signs and short words on buttons are for the eye: who hears the window hears what the menus say.
void MainWindow::nameButtons() {
    for (auto* button : findChildren<QToolButton*>()) {
        const auto* action = button->defaultAction();
        if (action == nullptr) continue;
        button->setAccessibleName(QString(action->text()).remove(u'&'));
        button->setAccessibleDescription(action->whatsThis());
    }
}

void MainWindow::bindFiles(const Installation& installation) {
    auto* files = new FileActions(m_workspace, *m_actions, installation.sampleStudy, *this);
    m_actions->on(ActionId::PasteReport, [this] { typeReport(); });
    m_actions->on(ActionId::Preferences, [this] { present(new PreferencesDialog(*m_appearance, *m_actions, this)); });
    connect(m_picture, &PictureArea::openFilesRequested, files, &FileActions::chooseFiles);
    connect(m_picture, &PictureArea::openFolderRequested, files, &FileActions::chooseFolder);
    connect(m_picture, &PictureArea::openSampleRequested, files, &FileActions::openSample);
    connect(m_report, &ReportPanel::openRequested, files, &FileActions::chooseReport);
    connect(m_report, &ReportPanel::pasteRequested, this, &MainWindow::typeReport);
}

void MainWindow::typeReport() {
    if (!m_workspace.study().mayBringReport()) return;
    m_columns->showRight();
    const auto& view = m_workspace.report().view();
    m_report->startTyping(view ? view->text : QGuiApplication::clipboard()->text());
}

void MainWindow::bindFocus() {
    m_actions->on(ActionId::FocusNext, [this] { QMainWindow::focusNextPrevChild(true); });
    m_actions->on(ActionId::FocusPrevious, [this] { QMainWindow::focusNextPrevChild(false); });
    // The keyboard comes back to the picture from whatever is left or goes away: there every key is the window's.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        if (now == nullptr && isActiveWindow() && !m_workspace.correction().sentence())
            m_picture->viewport().setFocus();
    });
    connect(&m_workspace.study(), &presenters::StudyPresenter::stateChanged, this, [this] {
        const auto* at = focusWidget();
        const bool isOpening = m_workspace.study().picturePhase() == presenters::PicturePhase::Opening;
        if (isOpening && (at == nullptr || !at->isVisible())) m_picture->viewport().setFocus();
    });
    for (const auto id : {ActionId::NextLink, ActionId::PreviousLink})
        m_actions->on(id, [this] {
            if (!m_workspace.correction().sentence()) m_picture->viewport().setFocus();
        });
}

bool MainWindow::focusNextPrevChild(bool next) {
    using presenters::PicturePhase;
    const auto phase = m_workspace.study().picturePhase();
    const bool reading = phase == PicturePhase::Open || phase == PicturePhase::Opening;
    return !reading && QMainWindow::focusNextPrevChild(next);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    const auto action = m_actions->withKey(event->keyCombination());
    if (!action || (*m_actions)[*action]->isEnabled()) return QMainWindow::keyPressEvent(event);
    say(m_conditions->whyUnusable(*action));
}

void MainWindow::say(const QString& words) {
    m_status->say(words);
    m_verification->say(words);
}

/// Which picture of how many: among windows and among sixty pictures it must be plain.
void MainWindow::showTitle() {
    const auto& study = m_workspace.study();
    QStringList parts;
    if (const auto* project = m_workspace.project().project()) {
        parts << QString::fromStdString(project->name) << presenters::placeWords(m_workspace.project());
    } else if (const auto& index = study.openIndex();
               index && study.picturePhase() != presenters::PicturePhase::Empty) {
        const auto& radiograph = study.radiograph();
        const auto name = radiograph ? render::readablePersonName(radiograph->text.patientName) : QString();
        if (!name.isEmpty()) parts << name;
        parts << presenters::fileNameOf(study.pictures()[*index]);
        parts << m_workspace.pictures().placeWords();
        parts.removeAll(QString());
    }
    const auto picture = parts.join(QStringLiteral(" · "));
    setPlainTitle(*this, picture.isEmpty() ? tr("ASG Viewer") : tr("%1 — ASG Viewer").arg(picture));
}

void MainWindow::restoreLayout() {
    // The frame that a window manager adds must fit, too.
    constexpr QSize kFrame(8, 32);
    resize(kReferenceSize.boundedTo(screen()->availableSize() - kFrame));
    restoreGeometry(QSettings().value(geometrySetting()).toByteArray());
    m_columns->restore(width());
    m_picture->board().restore();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_columns->shareWidth(width());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_workspace.boxes().keep();
    QSettings().setValue(geometrySetting(), saveGeometry());
    m_columns->remember();
    m_picture->board().remember();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto paths = viewport::droppedFiles(*event->mimeData());
    if (!paths.empty()) m_workspace.study().open(paths);
}

}  // namespace asg::widgets
