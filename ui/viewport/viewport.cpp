#include "ui/viewport/viewport.h"

#include "ui/viewport/viewport_private.h"

#include <QEvent>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace asg::viewport {

Viewport::Private::Private(Viewport& viewport)
    : q(viewport),
      scene({[&viewport] { viewport.makeCurrent(); },
             [&viewport] {
                 return viewport.context() != nullptr && QOpenGLContext::currentContext() == viewport.context();
             }}),
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

/// Called whenever one of its reasons may have changed: OpenGL's state, the user's wish, the picture's size.
void Viewport::Private::chooseRenderer() {
    if (q.drawsWithOpenGl() || openGl == OpenGl::NotTried) {
        layer->setBackdrop({});
    } else {
        layer->setBackdrop([this](QPainter& painter) {
            updateLut();
            raster.paint(painter, imageToWidget());
            announceFirstFrame();
        });
    }
    updateAnnotations();
    q.update();
}

void Viewport::Private::updateLut() {
    if (!lutChanged || !hasPicture()) return;
    lutChanged = false;
    vision::DisplayLut lut = vision::makeDisplayLut(*radiograph, voi, inverted);
    scene.setLut(lut);
    raster.setLut(std::move(lut));
}

void Viewport::Private::repaintPicture() {
    if (q.drawsWithOpenGl() || openGl == OpenGl::NotTried)
        q.update();
    else
        layer->update();
}

/// The picture was moved, scaled or turned.
void Viewport::Private::placed() {
    scene.setImageToView(view.imageToView());
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
    if (openGl == OpenGl::Broken)
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

Viewport::Viewport(QWidget* parent) : QOpenGLWidget(parent), m(std::make_unique<Private>(*this)) {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);
    setFormat(format);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Radiograph"));
    m->updateAnnotations();
}

Viewport::~Viewport() {
    disconnect(m->contextGone);
    if (m->scene.isInitialized()) {
        makeCurrent();
        m->scene.release();
        doneCurrent();
    }
}

void Viewport::setRadiograph(domain::RadiographPtr radiograph) {
    const bool usable = radiograph && radiograph->pixels && radiograph->columns > 0 && radiograph->rows > 0 &&
                        radiograph->pixels->size() == static_cast<std::size_t>(radiograph->columns) * radiograph->rows;
    m->radiograph = usable ? std::move(radiograph) : nullptr;
    m->inverted = false;
    m->firstFramePending = usable;
    m->view =
        render::ViewTransform(usable ? QSizeF(m->radiograph->columns, m->radiograph->rows) : QSizeF(), m->deviceSize());
    m->scene.setRadiograph(m->radiograph);
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
    if (m->openGl != Private::OpenGl::Works || m->softwareWanted) return false;
    if (!m->hasPicture()) return true;
    return std::max(m->radiograph->columns, m->radiograph->rows) <= m->scene.longestTextureSide();
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

void Viewport::initializeGL() {
    // Runs again with a new context when the widget moves to another window.
    disconnect(m->contextGone);
    m->contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] {
        makeCurrent();
        m->scene.release();
        doneCurrent();
    });
    m->openGl = m->scene.initialize() ? Private::OpenGl::Works : Private::OpenGl::Broken;
    m->lutChanged = true;
    m->chooseRenderer();
}

void Viewport::resizeGL(int, int) {
    m->scene.setViewSize(m->deviceSize());
}

void Viewport::paintGL() {
    if (!drawsWithOpenGl()) {
        auto* gl = context()->functions();
        gl->glClearColor(0, 0, 0, 1);
        gl->glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    m->updateLut();
    m->scene.render(defaultFramebufferObject());
    m->announceFirstFrame();
}

void Viewport::showEvent(QShowEvent* event) {
    QOpenGLWidget::showEvent(event);
    // Qt makes the context with the first paint at the latest; if there is none by then, there will be none.
    QTimer::singleShot(0, this, [this] {
        if (isValid() || m->openGl != Private::OpenGl::NotTried) return;
        m->openGl = Private::OpenGl::Broken;
        m->chooseRenderer();
    });
}

void Viewport::resizeEvent(QResizeEvent* event) {
    m->layer->setGeometry(rect());
    m->view.setViewSize(m->deviceSize());
    m->placed();
    // Paints: the placement stands before it.
    QOpenGLWidget::resizeEvent(event);
}

void Viewport::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m->updateAnnotations();
    QOpenGLWidget::changeEvent(event);
}

}  // namespace asg::viewport
