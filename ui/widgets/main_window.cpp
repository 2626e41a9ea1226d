#include "ui/widgets/main_window.h"

#include "ui/render/corner_texts.h"
#include "ui/viewport/dropped_files.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/action_conditions.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/study_panel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/verification_bar.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace asg::widgets {
namespace {

// Widths of the panels in pixels: a share of the window, within limits; the picture gets the rest.
constexpr double kLeftShare = 0.125;
constexpr int kLeftSmallest = 184;
constexpr int kLeftLargest = 240;
constexpr double kRightShare = 0.30;
constexpr int kRightSmallest = 364;
constexpr int kRightLargest = 560;
constexpr QSize kReferenceSize(1600, 1000);
constexpr QSize kSmallestSize(640, 360);  // 1280 × 720 at twice the size
constexpr int kRoomForThree = 900;        // pixels of width that three columns need

}  // namespace

MainWindow::MainWindow(presenters::Workspace& workspace, Installation installation, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_installation(std::move(installation)) {
    setAcceptDrops(true);
    setMinimumSize(kSmallestSize);
    m_actions = new Actions(this);
    makePanels();
    makeMenus();
    makeToolBar();
    m_status = new StatusLine(m_workspace, (*m_actions)[ActionId::Cancel], this);
    setStatusBar(m_status);
    connect(&m_workspace, &presenters::Workspace::exported, this,
            [this](const QString& path) { say(tr("Written: %1").arg(path)); });
    bindFile();
    bindView();
    bindPanels();
    bindReading();
    bindReview();
    bindFocus();
    bindHelp();
    m_conditions = new ActionConditions(m_workspace, *m_actions, !m_installation.sampleStudy.empty(), this);
    connect(&m_workspace.study(), &presenters::StudyPresenter::stateChanged, this, &MainWindow::showTitle);
    connect(&m_workspace.study(), &presenters::StudyPresenter::picturesChanged, this, &MainWindow::showTitle);
    showTitle();
    restoreLayout();
}

MainWindow::~MainWindow() = default;

viewport::Viewport& MainWindow::viewport() {
    return m_picture->viewport();
}

void MainWindow::makePanels() {
    m_studies = new StudyPanel(m_workspace, this);
    m_picture = new PictureArea(m_workspace, this);
    m_picture->offerSample(!m_installation.sampleStudy.empty());
    m_report = new ReportPanel(m_workspace, (*m_actions)[ActionId::Underline], this);
    m_findings = new FindingsPanel(m_workspace, this);
    m_verification = new VerificationBar(m_workspace, *m_actions, this);
    m_correction = new CorrectionPanel(m_workspace, *m_actions, m_report->textView(), this);
    // One at a time: verdicts are given on what the sentence says, not while it is being corrected.
    connect(&m_workspace.correction(), &presenters::CorrectionPresenter::changed, m_verification,
            [this] { m_verification->setVisible(!m_workspace.correction().sentence()); });
    auto* reading = new QWidget(this);
    auto* readingLayout = new QVBoxLayout(reading);
    readingLayout->setContentsMargins(0, 0, 0, 0);
    readingLayout->setSpacing(0);
    readingLayout->addWidget(m_report, 1);
    readingLayout->addWidget(m_correction);
    readingLayout->addWidget(m_verification);

    m_right = new QSplitter(Qt::Vertical, this);
    m_right->addWidget(reading);
    m_right->addWidget(m_findings);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_studies);
    m_columns->addWidget(m_picture);
    m_columns->addWidget(m_right);
    for (auto* splitter : {m_columns, m_right}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    // The picture gets every pixel that a larger window brings.
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    setCentralWidget(m_columns);
}

void MainWindow::makeMenus() {
    const std::map<MenuName, QMenu*> menus{{MenuName::File, menuBar()->addMenu(tr("&File"))},
                                           {MenuName::View, menuBar()->addMenu(tr("&View"))},
                                           {MenuName::Reading, menuBar()->addMenu(tr("&Reading"))},
                                           {MenuName::Review, menuBar()->addMenu(tr("Re&view"))},
                                           {MenuName::Help, menuBar()->addMenu(tr("&Help"))}};
    for (const auto& spec : actionSpecs()) {
        if (spec.menu == MenuName::Correction) continue;
        auto* menu = menus.at(spec.menu);
        if (spec.more.separatorBefore) menu->addSeparator();
        menu->addAction((*m_actions)[spec.id]);
    }
    m_presets = new QMenu(tr("Window presets"), this);
    menus.at(MenuName::View)->insertMenu((*m_actions)[ActionId::RotateRight], m_presets);
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
}

/// Which picture of how many: among windows and among sixty pictures it must be plain.
void MainWindow::showTitle() {
    const auto& study = m_workspace.study();
    QStringList parts;
    if (const auto& index = study.openIndex(); index && study.picturePhase() != presenters::PicturePhase::Empty) {
        const auto& radiograph = study.radiograph();
        const auto name = radiograph ? render::readablePersonName(radiograph->text.patientName) : QString();
        if (!name.isEmpty()) parts << name;
        parts << QString::fromStdString(study.pictures()[*index].filename().string());
        parts << m_workspace.pictures().placeWords();
        parts.removeAll(QString());
    }
    const auto picture = parts.join(QStringLiteral(" · "));
    setPlainTitle(*this, picture.isEmpty() ? tr("ASG Viewer") : tr("%1 — ASG Viewer").arg(picture));
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    // The frame that a window manager adds must fit, too.
    constexpr QSize kFrame(8, 32);
    resize(kReferenceSize.boundedTo(screen()->availableSize() - kFrame));
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_studies->setMinimumWidth(kLeftSmallest);
    m_right->setMinimumWidth(kRightSmallest);
    m_columnsAreTheUsers = m_columns->restoreState(settings.value(QStringLiteral("window/columns")).toByteArray());
    shareWidth();
    if (width() < kRoomForThree) (*m_actions)[ActionId::LeftPanel]->trigger();
    connect(m_columns, &QSplitter::splitterMoved, this, [this] { m_columnsAreTheUsers = true; });
    if (!m_right->restoreState(settings.value(QStringLiteral("window/right")).toByteArray())) m_right->setSizes({3, 2});
}

void MainWindow::shareWidth() {
    if (m_columnsAreTheUsers) return;
    const int left = std::clamp(static_cast<int>(width() * kLeftShare), kLeftSmallest, kLeftLargest);
    const int right = std::clamp(static_cast<int>(width() * kRightShare), kRightSmallest, kRightLargest);
    m_columns->setSizes({left, width() - left - right, right});
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    shareWidth();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (m_columnsAreTheUsers) settings.setValue(QStringLiteral("window/columns"), m_columns->saveState());
    settings.setValue(QStringLiteral("window/right"), m_right->saveState());
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
