#include "ui/widgets/picture_area.h"

#include "ui/presenters/warning_text.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/view_board.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {

PictureArea::PictureArea(presenters::Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
    constexpr QSize kSmallest(200, 160);
    setMinimumSize(kSmallest);
    m_grid = new viewport::ViewGrid(this);
    m_board = new ViewBoard(workspace, *m_grid);
    m_empty = makeEmptyState();
    m_banner = new Banner(this);
    m_askBar = new AskBar(workspace.ask(), this);
    connect(m_askBar, &AskBar::dismissed, m_grid, [this] { viewport().setFocus(); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);

    connect(m_grid, &viewport::ViewGrid::arranged, this, &PictureArea::showState);
    connect(m_grid, &viewport::ViewGrid::resized, this, &PictureArea::showState);
    connect(m_grid, &viewport::ViewGrid::activated, this, &PictureArea::showState);
    connect(&workspace.study(), &presenters::StudyPresenter::viewChanged, this, [this](std::size_t view) {
        if (m_workspace.study().picture(view) == nullptr) m_said.clear();
    });
    connect(&workspace.study(), &presenters::StudyPresenter::radiographChanged, this, &PictureArea::showPicture);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &PictureArea::showAnalysis);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &PictureArea::showState);
    connect(&workspace, &presenters::Workspace::problem, m_banner, &Banner::say);
    showState();
}

QWidget* PictureArea::makeEmptyState() {
    auto* empty = new QWidget(this);
    empty->setObjectName(QStringLiteral("emptyState"));
    // Views are black in every theme: what is said here stands on a ground of its own.
    empty->setAutoFillBackground(true);
    m_emptyWords = new PlainLabel(empty);
    m_emptyWords->setWordWrap(true);
    m_emptyWords->setAlignment(Qt::AlignHCenter);
    m_emptyButtons = new QWidget(empty);
    auto* files = new QPushButton(themeIcon(QStringLiteral("document-open")), tr("Open files…"), m_emptyButtons);
    auto* folder = new QPushButton(themeIcon(QStringLiteral("folder-open")), tr("Open folder…"), m_emptyButtons);
    m_sample = new QPushButton(themeIcon(QStringLiteral("view-preview")), tr("Sample study"), m_emptyButtons);
    connect(files, &QPushButton::clicked, this, &PictureArea::openFilesRequested);
    connect(folder, &QPushButton::clicked, this, &PictureArea::openFolderRequested);
    connect(m_sample, &QPushButton::clicked, this, &PictureArea::openSampleRequested);
    auto* buttons = new QHBoxLayout(m_emptyButtons);
    buttons->setSpacing(2 * kGrid);
    for (auto* button : {files, folder, m_sample}) buttons->addWidget(button);
    m_emptyButtonsWidth = m_emptyButtons->sizeHint().width();
    auto* layout = new QVBoxLayout(empty);
    layout->setSpacing(3 * kGrid);
    layout->addWidget(m_emptyWords);
    layout->addWidget(m_emptyButtons, 0, Qt::AlignHCenter);
    return empty;
}

void PictureArea::offerSample(bool available) {
    m_sample->setVisible(available);
}

viewport::Viewport& PictureArea::viewport() {
    return m_grid->active();
}

void PictureArea::showPicture() {
    // What was said of the picture before is not of the next one, nor of a file that cannot be opened.
    if (!m_workspace.study().radiograph())
        m_banner->dismiss();
    else if (m_empty->isAncestorOf(QApplication::focusWidget()))
        viewport().setFocus();
}

void PictureArea::showAnalysis() {
    const auto& analysis = m_workspace.analysis();
    if (!analysis) return;
    auto warnings = analysis->warnings;
    // The banner begins with the latest: that the model was not made for the picture outweighs the others.
    std::ranges::stable_partition(warnings,
                                  [](const auto& warning) { return !domain::speaksAgainstModel(warning.code); });
    for (const auto& warning : warnings) {
        // The rim is hatched in the picture; the others are said once for each picture.
        const bool isHatched = warning.code == domain::WarningCode::RimCut;
        if (!isHatched && m_said.insert(warning).second) m_banner->say(presenters::warningText(warning));
    }
}

void PictureArea::showState() {
    using presenters::PicturePhase;
    const auto& study = m_workspace.study();
    switch (study.picturePhase()) {
        case PicturePhase::Empty:
            m_emptyWords->setText(tr("Open a chest X-ray: choose files, choose a folder, or drop them here."));
            break;
        case PicturePhase::Opening: m_emptyWords->setText(study.statusText() + QStringLiteral("…")); break;
        case PicturePhase::Failed:
            m_emptyWords->setText(study.isAsked()
                                      ? tr("The picture of this place cannot be shown. The next place can be judged.")
                                      : tr("This file cannot be shown. Choose another picture, or drop one here."));
            break;
        case PicturePhase::Open: break;
    }
    m_emptyButtons->setVisible(study.picturePhase() != PicturePhase::Opening && !study.isAsked());
    m_empty->setVisible(study.picturePhase() != PicturePhase::Open);
    // Words wrap, and buttons stand below each other, where the window is narrow.
    constexpr int kEmptyWidth = 520;
    const QRect place = m_grid->active().geometry();
    const int room = std::min(kEmptyWidth, place.width() - 2 * kGrid);
    static_cast<QBoxLayout*>(m_emptyButtons->layout())
        ->setDirection(room < m_emptyButtonsWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_empty->setFixedWidth(std::max(room, 1));
    m_empty->adjustSize();
    m_empty->move(place.center() - m_empty->rect().center());
}

void PictureArea::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showState();
}

}  // namespace asg::widgets
