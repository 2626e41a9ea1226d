#include "ui/widgets/view_board.h"

#include "ui/render/corner_texts.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_links.h"

#include <QSettings>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace asg::widgets {
namespace {

using viewport::Viewport;

QString shapeSetting() {
    return QStringLiteral("window/views");
}

/// What a picture is remembered by.
std::pair<std::string, int> placeOf(const domain::Radiograph& radiograph) {
    return {radiograph.sha256, radiograph.frame};
}

/// Around both lungs; nothing where the model did not find both.
std::optional<base::Box> lungsOf(const domain::Analysis& analysis) {
    base::Box lungs;
    for (const std::string_view name : {"right lung", "left lung"}) {
        const auto region = domain::regionFromName(name);
        const auto found =
            std::ranges::find_if(analysis.regions, [&](const auto& box) { return box.region == region; });
        if (found == analysis.regions.end()) return std::nullopt;
        lungs = base::enclosing(lungs, found->boxInImagePixels);
    }
    return lungs;
}

}  // namespace

ViewBoard::ViewBoard(presenters::Workspace& workspace, viewport::ViewGrid& grid)
    : QObject(&grid), m_workspace(workspace), m_grid(grid), m_links(new viewport::ViewLinks(grid)) {
    for (std::size_t i = 0; i < grid.views().size(); ++i) wire(i);
    connect(&grid, &viewport::ViewGrid::viewMade, this, &ViewBoard::wire);
    connect(&grid, &viewport::ViewGrid::activated, this, [this](std::size_t view) {
        m_workspace.study().activateView(view);
        showOverlay();
    });
    auto& study = workspace.study();
    connect(&study, &presenters::StudyPresenter::viewChanged, this, &ViewBoard::showPicture);
    connect(&study, &presenters::StudyPresenter::activeViewChanged, &grid, &viewport::ViewGrid::activate);
    connect(&study, &presenters::StudyPresenter::picturesChanged, this, &ViewBoard::showNames);
    connect(&workspace.pictures(), &presenters::PictureList::orderChanged, this, &ViewBoard::showNames);
    connect(&workspace.overlay(), &presenters::OverlayPresenter::sceneChanged, this, [this] {
        m_scene = m_workspace.overlay().scene();
        showOverlay();
    });
    connect(&workspace.drawing(), &presenters::DrawingPresenter::changed, this,
            [this] { showMeasurements(m_grid.activeIndex()); });
    connect(&workspace.change(), &presenters::ChangePresenter::changed, this, &ViewBoard::showOverlay);
    connect(&workspace.views(), &presenters::ViewsPresenter::shapeChanged, this, &ViewBoard::arrange);
}

void ViewBoard::wire(std::size_t view) {
    auto& viewport = m_grid.view(view);
    viewport.setObjectName(view == 0 ? QStringLiteral("viewport") : QStringLiteral("viewport%1").arg(view + 1));
    viewport.setAccessibleName(view == 0 ? tr("Picture") : tr("Picture %1").arg(view + 1));
    m_shown.resize(std::max(m_shown.size(), view + 1));
    wireSelection(view);
    auto& study = m_workspace.study();
    connect(&viewport, &Viewport::filesDropped, &study, [this, view](const auto& paths) {
        m_grid.activate(view);
        m_workspace.study().open(paths);
    });
    connect(&viewport, &Viewport::pictureDropped, &study,
            [&study, view](std::size_t index) { study.openIn(view, index); });
    showPicture(view);
    describe(view);
}

/// The selection is of the active picture: regions of the others are neither hovered nor chosen.
void ViewBoard::wireSelection(std::size_t view) {
    const auto seed = [](std::optional<domain::RegionId> region) {
        return region ? std::optional<presenters::SelectionSeed>(*region) : std::nullopt;
    };
    auto& selection = m_workspace.selection();
    connect(&m_grid.view(view), &Viewport::regionHovered, &selection, [this, &selection, seed, view](auto region) {
        if (view == m_grid.activeIndex()) selection.preview(seed(region));
    });
    connect(&m_grid.view(view), &Viewport::regionClicked, &selection, [this, &selection, seed, view](auto region) {
        if (view != m_grid.activeIndex()) return;
        m_beforeClick = selection.kept();
        selection.keep(seed(region));
    });
    // The first click of two meant the second one.
    connect(&m_grid.view(view), &Viewport::doubleClicked, &selection, [this, &selection, view] {
        if (view == m_grid.activeIndex()) selection.keepAgain(m_beforeClick);
    });
}

void ViewBoard::arrange() {
    const auto shape = m_workspace.views().shape();
    m_grid.arrange({shape.rows, shape.columns});
    m_grid.activate(m_workspace.study().activeView());
    for (std::size_t i = 0; i < m_grid.views().size(); ++i) showPicture(i);
}

void ViewBoard::showPicture(std::size_t view) {
    if (view >= m_shown.size()) return;
    auto& viewport = m_grid.view(view);
    const auto* picture = m_workspace.study().picture(view);
    const auto radiograph = picture != nullptr ? picture->radiograph() : nullptr;
    const auto analysis = picture != nullptr ? picture->analysis() : nullptr;
    const auto before = std::exchange(m_shown[view], radiograph);
    const bool isOther = before != radiograph;
    if (isOther) {
        if (before && remembersLooks()) m_seen[placeOf(*before)] = viewport.viewState();
        viewport.setRadiograph(radiograph);
        if (const auto seen = radiograph ? m_seen.find(placeOf(*radiograph)) : m_seen.end();
            seen != m_seen.end() && remembersLooks())
            viewport.showViewState(seen->second);
        // What is opened beside is wanted beside.
        if (radiograph && view != m_grid.activeIndex()) m_grid.maximise(false);
        showNames();
        if (view == m_grid.activeIndex()) showOverlay();
    }
    if (view != m_grid.activeIndex()) showMeasurements(view);
    const bool isKey = radiograph && picture->state() && picture->state()->review.keyFrames.contains(radiograph->frame);
    viewport.setKeyImage(isKey);
    viewport.setHitRegions(analysis ? analysis->regions : std::vector<domain::RegionBox>{});
    m_links->setLungs(view, analysis ? lungsOf(*analysis) : std::nullopt);
    if (isOther) m_links->pictureChanged();
}

/// Not in a project: how a picture was left would tell who meets it for the second time.
bool ViewBoard::remembersLooks() const {
    return !m_workspace.study().isAsked();
}

/// "scan.dcm  22 of 60": the file's name, and its place in the list where that holds more than one; "place 22  22 of
/// 60" would say that twice.
QString ViewBoard::nameOf(const presenters::OpenPicture& picture) const {
    const auto name = m_workspace.study().nameOf(picture.index());
    if (m_workspace.study().isAsked()) return name;
    const auto place = m_workspace.pictures().placeWords(picture.index());
    return place.isEmpty() ? name : name + QStringLiteral("  ") + place;
}

void ViewBoard::showNames() {
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const auto* picture = m_workspace.study().picture(i);
        m_grid.view(i).setPictureName(picture != nullptr && m_shown[i] ? nameOf(*picture) : QString());
        describe(i);
    }
}

/// For who hears the window: what the picture is, and what is drawn over it.
void ViewBoard::describe(std::size_t view) {
    auto& viewport = m_grid.view(view);
    const auto* picture = m_workspace.study().picture(view);
    if (picture == nullptr || !m_shown[view]) return viewport.setAccessibleDescription(tr("No picture is open here."));
    const auto corners = render::makeCornerTexts(*m_shown[view], viewport.voi(), 1);
    QStringList parts{nameOf(*picture)};
    parts << corners.topLeft << corners.topRight;
    const auto scene = sceneOf(view);
    QStringList chosen;
    for (const auto& outline : scene.outlines)
        if (outline.emphasis != render::Emphasis::Context) chosen << QString::fromStdString(outline.label);
    chosen.removeDuplicates();
    if (!chosen.isEmpty()) parts << tr("outlined: %1").arg(chosen.join(QStringLiteral(", ")));
    if (scene.heat) parts << tr("map: %1").arg(QString::fromStdString(scene.heat->title));
    if (!scene.note.empty()) parts << QString::fromStdString(scene.note);
    if (!scene.measurements.empty()) parts << tr("measurements: %1").arg(scene.measurements.size());
    if (m_shown.size() > 1 && view == m_grid.activeIndex()) parts << tr("the active view");
    viewport.setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

void ViewBoard::showOverlay() {
    for (std::size_t i = 0; i < m_shown.size(); ++i) showMeasurements(i);
}

/// Measurements in every view, so that the prior's can be compared; maps in the active one alone, and outlines there
/// and, of a change that is chosen, in the prior.
render::OverlayScene ViewBoard::sceneOf(std::size_t view) const {
    const bool isActive = view == m_grid.activeIndex();
    const auto* picture = m_workspace.study().picture(view);
    auto scene = isActive ? m_scene : m_workspace.change().sceneOf(view);
    if (picture != nullptr && picture->state() && m_shown[view])
        scene.measurements = isActive ? m_workspace.drawing().shapes() : presenters::measureShapes(*picture->state());
    return scene;
}

ViewBoard::Look ViewBoard::activeLook() const {
    auto scene = sceneOf(m_grid.activeIndex());
    // Whoever sees the picture elsewhere can neither take nor drop what is only offered.
    std::erase_if(scene.measurements, [](const render::MeasureShape& shape) { return shape.isOffered; });
    const auto& view = m_grid.active();
    return {view.voi(), view.shownFilter(), std::move(scene)};
}

void ViewBoard::showMeasurements(std::size_t view) {
    const auto* picture = m_workspace.study().picture(view);
    if (picture != nullptr && picture->state() && m_shown[view]) {
        const auto& spacing = picture->state()->review.spacing;
        const bool isByHand = spacing && domain::planeOf(*spacing) == domain::SpacingPlane::ByHand;
        m_grid.view(view).setSpacingByHand(isByHand ? spacing : std::nullopt);
    }
    m_grid.view(view).setOverlay(sceneOf(view));
    describe(view);
}

void ViewBoard::restore() {
    const auto stored = QSettings().value(shapeSetting()).toString().split(u'x');
    if (stored.size() == 2) m_workspace.views().setShape({stored[0].toInt(), stored[1].toInt()});
}

void ViewBoard::remember() const {
    const auto shape = m_workspace.views().shape();
    QSettings().setValue(shapeSetting(), QStringLiteral("%1x%2").arg(shape.rows).arg(shape.columns));
}

}  // namespace asg::widgets
