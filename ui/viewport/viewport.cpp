#include "ui/viewport/viewport.h"

#include "ui/viewport/viewport_private.h"

#include <QEvent>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace asg::viewport {

Viewport::Private::Private(Viewport& viewport)
    : q(viewport),
      surface(GlSurface::isPossible() ? new GlSurface({[this] { updateLut(); }, [this] { announceFirstFrame(); },
                                                       [this] { chooseRenderer(); }},
                                                      &viewport)
                                      : nullptr),
      layer(new OverlayLayer(&viewport)) {}

QSize Viewport::Private::deviceSize() const {
    const double ratio = q.devicePixelRatioF();
    return {static_cast<int>(std::lround(q.width() * ratio)), static_cast<int>(std::lround(q.height() * ratio))};
}

QTransform Viewport::Private::imageToWidget() const {
    const double ratio = q.devicePixelRatioF();
    return view.imageToView() * QTransform::fromScale(1 / ratio, 1 / ratio);
}

bool Viewport::Private::lowIsWhite() const {
    const bool stored = radiograph->polarity == domain::Polarity::Monochrome1;
    const bool shaped = radiograph->shape == domain::PresentationShape::Inverse;
    return (stored != shaped) != inverted;
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
    if (hasPicture() && showsCorners) {
        annotations.corners = render::makeCornerTexts(*radiograph, voi, q.zoom());
        annotations.letters = render::orientationLetters(*radiograph, view.quarterTurns(), view.isFlipped());
    }
    layer->setAnnotations(std::move(annotations));
}

void Viewport::Private::announceFirstFrame() {
    if (!firstFramePending || !hasPicture()) return;
    firstFramePending = false;
    // Not from within the painting: a listener may start work.
    QMetaObject::invokeMethod(&q, &Viewport::firstFramePainted, Qt::QueuedConnection);
}

Viewport::Viewport(QWidget* parent) : QWidget(parent), m(std::make_unique<Private>(*this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Radiograph"));
    m->chooseRenderer();
}

Viewport::~Viewport() {
    // They call back into what is about to go.
    delete m->layer;
    delete m->surface;
}

void Viewport::setRadiograph(domain::RadiographPtr radiograph) {
    const bool usable = radiograph && radiograph->pixels && radiograph->columns > 0 && radiograph->rows > 0 &&
                        radiograph->pixels->size() == static_cast<std::size_t>(radiograph->columns) * radiograph->rows;
    m->radiograph = usable ? std::move(radiograph) : nullptr;
    m->inverted = false;
    m->firstFramePending = usable;
    m->view =
        render::ViewTransform(usable ? QSizeF(m->radiograph->columns, m->radiograph->rows) : QSizeF(), m->deviceSize());
    if (m->surface != nullptr) m->surface->scene().setRadiograph(m->radiograph);
    m->raster.setRadiograph(m->radiograph);
    m->hitRegions.clear();
    m->stopHover();
    setOverlay({});
    m->chooseRenderer();
    m->placed();
    m->voiEdited(usable ? vision::defaultVoi(*m->radiograph) : vision::FullRange{});
}

const domain::RadiographPtr& Viewport::radiograph() const {
    return m->radiograph;
}

void Viewport::setVoi(const vision::VoiChoice& voi) {
    m->voiEdited(voi);
}

const vision::VoiChoice& Viewport::voi() const {
    return m->voi;
}

void Viewport::setInverted(bool inverted) {
    if (inverted == m->inverted) return;
    m->inverted = inverted;
    m->lutChanged = true;
    m->repaintPicture();
}

bool Viewport::isInverted() const {
    return m->inverted;
}

void Viewport::setTool(Tool tool) {
    m->tool = tool;
}

Tool Viewport::tool() const {
    return m->tool;
}

void Viewport::setOverlay(render::OverlayScene scene) {
    if (scene == m->overlay) return;
    m->overlay = std::move(scene);
    m->layer->setScene(m->overlay);
}

void Viewport::setHitRegions(std::vector<domain::RegionBox> regions) {
    m->hitRegions = std::move(regions);
}

void Viewport::setCornerTextVisible(bool visible) {
    m->showsCorners = visible;
    m->updateAnnotations();
}

double Viewport::zoom() const {
    return m->hasPicture() ? m->view.scale() : 0;
}

QPointF Viewport::imageToWidget(base::Point inImagePixels) const {
    return m->imageToWidget().map(QPointF(inImagePixels.x, inImagePixels.y));
}

std::optional<base::Point> Viewport::widgetToImage(QPointF inWidget) const {
    if (!m->hasPicture()) return std::nullopt;
    const QPointF point = m->imageToWidget().inverted().map(inWidget);
    if (!QRectF(QPointF(0, 0), m->view.imageSize()).contains(point)) return std::nullopt;
    return base::Point{point.x(), point.y()};
}

void Viewport::setSoftwareRendering(bool software) {
    m->softwareWanted = software;
    m->chooseRenderer();
}

bool Viewport::drawsWithOpenGl() const {
    return m->openGl() == GlSurface::State::Works && m->surfaceIsWanted();
}

void Viewport::fit() {
    m->view.fit();
    m->placed();
}

void Viewport::actualPixels() {
    const QSize size = m->deviceSize();
    m->view.setScale(1, QPointF(size.width() / 2.0, size.height() / 2.0));
    m->placed();
}

void Viewport::resetView() {
    if (!m->hasPicture()) return;
    m->inverted = false;
    m->view = render::ViewTransform(m->view.imageSize(), m->deviceSize());
    m->placed();
    m->voiEdited(vision::defaultVoi(*m->radiograph));
}

void Viewport::zoomBy(double factor) {
    const QPointF cursor = mapFromGlobal(QCursor::pos());
    m->zoomAbout(underMouse() && widgetToImage(cursor) ? cursor : QRectF(rect()).center(), factor);
}

void Viewport::panBy(QPointF inWidgetPixels) {
    if (!m->hasPicture()) return;
    m->view.pan(inWidgetPixels * devicePixelRatioF());
    m->placed();
}

void Viewport::adjustWindow(double centerStep, double widthFactor) {
    if (!m->hasPicture()) return;
    domain::Window window = vision::equivalentWindow(*m->radiograph, m->voi);
    window.center += centerStep * window.width;
    window.width = std::clamp(window.width * widthFactor, 1.0, 1e7);
    window.name.clear();
    m->voiEdited(window);
}

void Viewport::rotateClockwise() {
    m->view.rotate(1);
    m->placed();
}

void Viewport::rotateCounterclockwise() {
    m->view.rotate(-1);
    m->placed();
}

void Viewport::flipHorizontally() {
    m->view.flipHorizontally();
    m->placed();
}

void Viewport::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m->surface != nullptr) QTimer::singleShot(0, m->surface, &GlSurface::checkAfterShow);
}

void Viewport::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m->layer->setGeometry(rect());
    m->view.setViewSize(m->deviceSize());
    m->placed();
    // Paints at once: the placement stands before it.
    if (m->surface != nullptr) m->surface->setGeometry(rect());
}

void Viewport::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m->updateAnnotations();
    QWidget::changeEvent(event);
}

}  // namespace asg::viewport
