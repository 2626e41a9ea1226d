#include "ui/viewport/viewport.h"

#include "ui/render/visible_text.h"
#include "ui/viewport/viewport_private.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace asg::viewport {

Viewport::Private::Private(Viewport& viewport)
    : q(viewport),
      surface(GlSurface::isPossible() ? new GlSurface({[this] { updateLut(); }, [this] { announceFirstFrame(); },
                                                       [this] { chooseRenderer(); }},
                                                      &viewport)
                                      : nullptr),
      layer(new OverlayLayer(&viewport)) {
    constexpr int kRestMs = 300;
    rest.setSingleShot(true);
    rest.setInterval(kRestMs);
    QObject::connect(&rest, &QTimer::timeout, &viewport, [this] { setHovered(awaited); });
}

QSize Viewport::Private::deviceSize() const {
    const double ratio = q.devicePixelRatioF();
    return {static_cast<int>(std::lround(q.width() * ratio)), static_cast<int>(std::lround(q.height() * ratio))};
}

QTransform Viewport::Private::imageToWidget() const {
    const double ratio = q.devicePixelRatioF();
    return view.imageToView() * QTransform::fromScale(1 / ratio, 1 / ratio);
}

bool Viewport::Private::lowIsWhite() const {
    return vision::isShownInverted(*radiograph) != inverted;
}

GlSurface::State Viewport::Private::openGl() const {
    return surface != nullptr ? surface->state() : GlSurface::State::Broken;
}

bool Viewport::Private::surfaceIsWanted() const {
    if (softwareWanted || openGl() == GlSurface::State::Broken) return false;
    if (!hasPicture() || openGl() == GlSurface::State::NotTried) return true;
    return std::max(radiograph->columns, radiograph->rows) <= surface->scene().longestTextureSide();
}

/// Called whenever one of its reasons may have changed: OpenGL's state, the user's wish, the picture's size.
void Viewport::Private::chooseRenderer() {
    if (surfaceIsWanted()) {
        layer->setBackdrop({});
        surface->update();
    } else {
        layer->setBackdrop([this](QPainter& painter) {
            updateLut();
            raster.paint(painter, imageToWidget());
            announceFirstFrame();
        });
    }
    if (surface != nullptr) surface->setVisible(surfaceIsWanted());
    updateAnnotations();
}

void Viewport::Private::updateLut() {
    if (!lutChanged || !hasPicture()) return;
    lutChanged = false;
    vision::DisplayLut lut = vision::makeDisplayLut(*radiograph, voi, inverted);
    if (surface != nullptr) surface->scene().setLut(lut);
    raster.setLut(std::move(lut));
}

void Viewport::Private::repaintPicture() {
    if (surfaceIsWanted())
        surface->update();
    else
        layer->update();
}

/// The picture was moved, scaled or turned.
void Viewport::Private::placed() {
    if (surface != nullptr) surface->scene().setImageToView(view.imageToView());
    layer->setPlacement(imageToWidget(), view.imageSize());
    updateAnnotations();
    repaintPicture();
    Q_EMIT q.zoomChanged(q.zoom());
}

void Viewport::Private::voiEdited(const vision::VoiChoice& choice) {
    voi = choice;
    lutChanged = true;
    updateAnnotations();
    repaintPicture();
    Q_EMIT q.voiChanged(voi);
}

void Viewport::Private::updateAnnotations() {
    render::Annotations annotations;
    annotations.notice = render::noticeOnUse();
    if (openGl() == GlSurface::State::Broken)
        annotations.note = tr("OpenGL does not work here: the picture is drawn without it, more slowly.");
    if (hasPicture())
        annotations.turnedRound = render::turnedRoundWords(view.quarterTurns(), view.isFlipped(), inverted);
    if (hasPicture() && showsCorners) {
        annotations.corners = render::makeCornerTexts(*radiograph, voi, q.zoom());
        if (!pictureName.isEmpty()) annotations.corners.topLeft << pictureName;
        annotations.letters = render::orientationLetters(*radiograph, view.quarterTurns(), view.isFlipped());
    }
    layer->setAnnotations(std::move(annotations));
}

/// Only once a legend needs a place: it takes milliseconds.
void Viewport::Private::lookAtDetail() {
    if (!hasPicture() || !overlay.hasLegend() || layer->hasDetail()) return;
    layer->setDetail({*radiograph, vision::makeDisplayLut(*radiograph, vision::defaultVoi(*radiograph), false)});
}

void Viewport::Private::announceFirstFrame() {
    if (!firstFramePending || !hasPicture()) return;
    firstFramePending = false;
    // Not from within the painting: a listener may start work.
    QMetaObject::invokeMethod(&q, &Viewport::firstFramePainted, Qt::QueuedConnection);
}

Viewport::Viewport(QWidget* parent) : QWidget(parent), m_d(std::make_unique<Private>(*this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Radiograph"));
    m_d->chooseRenderer();
}

Viewport::~Viewport() {
    // They call back into what is about to go.
    delete m_d->layer;
    delete m_d->surface;
}

void Viewport::setRadiograph(domain::RadiographPtr radiograph) {
    const bool usable = radiograph && radiograph->pixels && radiograph->columns > 0 && radiograph->rows > 0 &&
                        radiograph->pixels->size() == static_cast<std::size_t>(radiograph->columns) * radiograph->rows;
    m_d->radiograph = usable ? std::move(radiograph) : nullptr;
    m_d->inverted = false;
    m_d->pictureName.clear();
    m_d->firstFramePending = usable;
    m_d->view = render::ViewTransform(usable ? QSizeF(m_d->radiograph->columns, m_d->radiograph->rows) : QSizeF(),
                                      m_d->deviceSize());
    if (m_d->surface != nullptr) m_d->surface->scene().setRadiograph(m_d->radiograph);
    m_d->raster.setRadiograph(m_d->radiograph);
    m_d->hitRegions.clear();
    m_d->stopHover();
    m_d->layer->setDetail({});
    setOverlay({});
    m_d->chooseRenderer();
    m_d->placed();
    m_d->voiEdited(usable ? vision::defaultVoi(*m_d->radiograph) : vision::FullRange{});
}

const domain::RadiographPtr& Viewport::radiograph() const {
    return m_d->radiograph;
}

void Viewport::setVoi(const vision::VoiChoice& voi) {
    m_d->voiEdited(voi);
}

const vision::VoiChoice& Viewport::voi() const {
    return m_d->voi;
}

void Viewport::setInverted(bool inverted) {
    if (inverted == m_d->inverted) return;
    m_d->inverted = inverted;
    m_d->lutChanged = true;
    m_d->updateAnnotations();
    m_d->repaintPicture();
}

bool Viewport::isInverted() const {
    return m_d->inverted;
}

void Viewport::setTool(Tool tool) {
    m_d->tool = tool;
}

Tool Viewport::tool() const {
    return m_d->tool;
}

void Viewport::setOverlay(render::OverlayScene scene) {
    if (scene == m_d->overlay) return;
    m_d->overlay = std::move(scene);
    m_d->lookAtDetail();
    m_d->layer->setScene(m_d->overlay);
}

void Viewport::setPictureName(const QString& name) {
    m_d->pictureName = render::visibleLine(name);
    m_d->updateAnnotations();
}

void Viewport::setHitRegions(std::vector<domain::RegionBox> regions) {
    m_d->hitRegions = std::move(regions);
}

void Viewport::setCornerTextVisible(bool visible) {
    m_d->showsCorners = visible;
    m_d->updateAnnotations();
}

double Viewport::zoom() const {
    return m_d->hasPicture() ? m_d->view.scale() : 0;
}

QPointF Viewport::imageToWidget(base::Point inImagePixels) const {
    return m_d->imageToWidget().map(QPointF(inImagePixels.x, inImagePixels.y));
}

std::optional<base::Point> Viewport::widgetToImage(QPointF inWidget) const {
    if (!m_d->hasPicture()) return std::nullopt;
    const QPointF point = m_d->imageToWidget().inverted().map(inWidget);
    if (!QRectF(QPointF(0, 0), m_d->view.imageSize()).contains(point)) return std::nullopt;
    return base::Point{point.x(), point.y()};
}

void Viewport::setSoftwareRendering(bool software) {
    m_d->softwareWanted = software;
    m_d->chooseRenderer();
}

bool Viewport::drawsWithOpenGl() const {
    return m_d->openGl() == GlSurface::State::Works && m_d->surfaceIsWanted();
}

void Viewport::fit() {
    m_d->view.fit();
    m_d->placed();
}

void Viewport::actualPixels() {
    const QSize size = m_d->deviceSize();
    m_d->view.setScale(1, QPointF(size.width() / 2.0, size.height() / 2.0));
    m_d->placed();
}

void Viewport::resetView() {
    if (!m_d->hasPicture()) return;
    m_d->inverted = false;
    m_d->view = render::ViewTransform(m_d->view.imageSize(), m_d->deviceSize());
    m_d->placed();
    m_d->voiEdited(vision::defaultVoi(*m_d->radiograph));
}

void Viewport::zoomBy(double factor) {
    const QPointF cursor = mapFromGlobal(QCursor::pos());
    m_d->zoomAbout(underMouse() && widgetToImage(cursor) ? cursor : QRectF(rect()).center(), factor);
}

void Viewport::panBy(QPointF inWidgetPixels) {
    if (!m_d->hasPicture()) return;
    m_d->view.pan(inWidgetPixels * devicePixelRatioF());
    m_d->placed();
}

void Viewport::adjustWindow(double centerStep, double widthFactor) {
    if (!m_d->hasPicture()) return;
    domain::Window window = vision::equivalentWindow(*m_d->radiograph, m_d->voi);
    window.center += centerStep * window.width;
    window.width = std::clamp(window.width * widthFactor, 1.0, 1e7);
    window.name.clear();
    m_d->voiEdited(window);
}

void Viewport::rotateClockwise() {
    m_d->view.rotate(1);
    m_d->placed();
}

void Viewport::rotateCounterclockwise() {
    m_d->view.rotate(-1);
    m_d->placed();
}

void Viewport::flipHorizontally() {
    m_d->view.flipHorizontally();
    m_d->placed();
}

void Viewport::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_d->surface != nullptr) QTimer::singleShot(0, m_d->surface, &GlSurface::checkAfterShow);
}

void Viewport::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_d->layer->setGeometry(rect());
    m_d->view.setViewSize(m_d->deviceSize());
    m_d->placed();
    // Paints at once: the placement stands before it.
    if (m_d->surface != nullptr) m_d->surface->setGeometry(rect());
}

void Viewport::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m_d->updateAnnotations();
    QWidget::changeEvent(event);
}

}  // namespace asg::viewport
