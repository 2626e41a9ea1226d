#include "ui/widgets/picture_area.h"

#include "ui/presenters/warning_text.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {

PictureArea::PictureArea(presenters::Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
    constexpr QSize kSmallest(200, 160);
    setMinimumSize(kSmallest);
    m_viewport = new viewport::Viewport(this);
    m_viewport->setObjectName(QStringLiteral("viewport"));
    m_viewport->setAccessibleName(tr("Picture"));
    m_viewport->setFocusPolicy(Qt::StrongFocus);
    m_empty = makeEmptyState();
    m_banner = new Banner(this);
    m_askBar = new AskBar(workspace.ask(), this);
    connect(m_askBar, &AskBar::dismissed, m_viewport, [this] { m_viewport->setFocus(); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_viewport);

    auto& selection = workspace.selection();
    const auto seed = [](std::optional<domain::RegionId> region) {
        return region ? std::optional<presenters::SelectionSeed>(*region) : std::nullopt;
    };
    connect(m_viewport, &viewport::Viewport::regionHovered, &selection,
            [&selection, seed](auto region) { selection.preview(seed(region)); });
    connect(m_viewport, &viewport::Viewport::regionClicked, &selection,
            [&selection, seed](auto region) { selection.keep(seed(region)); });
    connect(m_viewport, &viewport::Viewport::filesDropped, &workspace.study(),
            [&workspace](const auto& paths) { workspace.study().open(paths); });
    connect(&workspace.overlay(), &presenters::OverlayPresenter::sceneChanged, this,
            [this] { m_viewport->setOverlay(m_workspace.overlay().scene()); });
    connect(&workspace.study(), &presenters::StudyPresenter::radiographChanged, this, &PictureArea::showPicture);
    connect(&workspace.study(), &presenters::StudyPresenter::picturesChanged, this,
            [this] { m_viewport->setPictureName(pictureName()); });
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &PictureArea::showAnalysis);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &PictureArea::showState);
    connect(&workspace, &presenters::Workspace::problem, m_banner, &Banner::say);
    showState();
}

QWidget* PictureArea::makeEmptyState() {
    auto* empty = new QWidget(this);
    empty->setObjectName(QStringLiteral("emptyState"));
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

/// "scan.dcm  22 of 60": the file's name, and its place in the list where that holds more than one.
QString PictureArea::pictureName() const {
    const auto& study = m_workspace.study();
    if (!study.openIndex()) return {};
    const auto name = presenters::fileNameOf(study.pictures()[*study.openIndex()]);
    const auto count = study.pictures().size();
    return count > 1 ? tr("%1  %2 of %3").arg(name).arg(*study.openIndex() + 1).arg(count) : name;
}

void PictureArea::showPicture() {
    m_viewport->setRadiograph(m_workspace.study().radiograph());
    m_viewport->setPictureName(pictureName());
    m_said.clear();
    // What was said of the picture before is not of the next one, nor of a file that cannot be opened.
    if (!m_workspace.study().radiograph())
        m_banner->dismiss();
    else if (m_empty->isAncestorOf(QApplication::focusWidget()))
        m_viewport->setFocus();
}

void PictureArea::showAnalysis() {
    const auto& analysis = m_workspace.analysis();
    m_viewport->setHitRegions(analysis ? analysis->regions : std::vector<domain::RegionBox>{});
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
            m_emptyWords->setText(tr("This file cannot be shown. Choose another picture, or drop one here."));
            break;
        case PicturePhase::Open: break;
    }
    m_emptyButtons->setVisible(study.picturePhase() != PicturePhase::Opening);
    m_empty->setVisible(study.picturePhase() != PicturePhase::Open);
    // Words wrap, and buttons stand below each other, where the window is narrow.
    constexpr int kEmptyWidth = 520;
    const int room = std::min(kEmptyWidth, width() - 2 * kGrid);
    static_cast<QBoxLayout*>(m_emptyButtons->layout())
        ->setDirection(room < m_emptyButtonsWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_empty->setFixedWidth(std::max(room, 1));
    m_empty->adjustSize();
    m_empty->move((width() - m_empty->width()) / 2, (height() - m_empty->height()) / 2);
}

void PictureArea::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showState();
}

}  // namespace asg::widgets
