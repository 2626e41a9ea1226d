#include "ui/viewport/picture_display.h"

#include "core/vision/display_lut.h"
#include "ui/render/overlay_painter.h"
#include "ui/render/visible_text.h"
#include "ui/viewport/lens.h"
#include "ui/viewport/overlay_layer.h"
#include "ui/viewport/picture_view.h"

#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace asg::viewport {
namespace {

bool areAsLarge(const std::optional<domain::PixelSpacing>& one, const std::optional<domain::PixelSpacing>& other) {
    if (!one || !other) return !one && !other;
    return one->rowMm == other->rowMm && one->columnMm == other->columnMm;
}

}  // namespace

PictureDisplay::PictureDisplay(const PictureView& view, QWidget& host, GlSurface* shared)
    : m_view(view),
      m_host(host),
      m_own(shared == nullptr && GlSurface::isPossible() ? new GlSurface(&host) : nullptr),
      m_layer(new OverlayLayer(&host)) {
    if (auto* surface = shared != nullptr ? shared : m_own)
        m_tile = std::make_unique<GlTile>(
            *surface,
            GlTile::Client{[this] { updateLut(); }, [this] { announceFirstFrame(); }, [this] { chooseRenderer(); }});
    connect(&view, &PictureView::pictureChanged, this, &PictureDisplay::takePicture);
    connect(&view, &PictureView::placed, this, &PictureDisplay::place);
    connect(&view, &PictureView::lookChanged, this, &PictureDisplay::look);
    connect(&m_filtered, &FilteredPicture::changed, this, &PictureDisplay::takePixels);
    connect(&m_filtered, &FilteredPicture::failed, this, &PictureDisplay::filterFailed);
    chooseRenderer();
}

PictureDisplay::~PictureDisplay() {
    // They call back into what is about to go.
    delete m_lens;
    delete m_layer;
    m_tile.reset();
    delete m_own;
}

void PictureDisplay::takePicture() {
    m_pictureName.clear();
    m_isKeyImage = false;
    m_spacingByHand.reset();
    m_scaleWords.clear();
    m_firstFramePending = m_view.hasPicture();
    m_filtered.show(m_view.radiograph(), {});
    m_layer->setDetail({});
    setOverlay({});
    chooseRenderer();
}

void PictureDisplay::takePixels() {
    if (m_tile) m_tile->scene().setRadiograph(m_filtered.radiograph());
    m_raster.setRadiograph(m_filtered.radiograph());
    m_lutChanged = true;
    annotate();
    repaint();
    Q_EMIT filterShown();
}

void PictureDisplay::place() {
    if (m_tile) m_tile->scene().setImageToView(m_view.imageToDevice());
    m_layer->setPlacement(m_view.imageToWidget(), m_view.imageSize());
    annotate();
    repaint();
}

void PictureDisplay::look() {
    m_lutChanged = true;
    m_filtered.show(m_view.radiograph(), m_view.filter());
    annotate();
    repaint();
}

void PictureDisplay::repaint() {
    if (surfaceIsWanted())
        m_tile->update();
    else
        m_layer->update();
}

void PictureDisplay::updateLut() {
    if (!m_lutChanged || !m_view.hasPicture()) return;
    m_lutChanged = false;
    vision::DisplayLut lut = vision::makeDisplayLut(*m_view.radiograph(), m_view.voi(), m_view.isInverted());
    if (m_tile) m_tile->scene().setLut(lut);
    m_raster.setLut(std::move(lut));
}

void PictureDisplay::annotate() {
    render::Annotations annotations;
    annotations.notice = render::noticeOnUse();
    if (openGl() == GlSurface::State::Broken)
        annotations.note = tr("OpenGL does not work here: the picture is drawn without it, more slowly.");
    const auto& framing = m_view.framing();
    if (m_view.hasPicture())
        annotations.turnedRound = render::turnedRoundWords(framing.quarterTurns, framing.flipped, m_view.isInverted()) +
                                  render::filterWords(m_filtered.filter());
    if (m_view.hasPicture() && m_standing != Standing::Alone)
        annotations.heading = render::dateHeading(*m_view.radiograph());
    if (m_view.hasPicture() && m_showsCorners) {
        const auto& radiograph = *m_view.radiograph();
        annotations.corners = render::makeCornerTexts(radiograph, m_view.voi(), m_view.zoom(), m_spacingByHand);
        if (const auto words = scaleWords(); !words.isEmpty()) annotations.corners.bottomRight.prepend(words);
        if (!m_linkWords.isEmpty()) annotations.corners.bottomRight.prepend(m_linkWords);
        if (!m_pictureName.isEmpty()) annotations.corners.topLeft << m_pictureName;
        if (m_isKeyImage) annotations.corners.topLeft << tr("★ key image");
        annotations.letters = render::orientationLetters(radiograph, framing.quarterTurns, framing.flipped);
    }
    m_layer->setAnnotations(std::move(annotations));
}

void PictureDisplay::setOverlay(render::OverlayScene scene) {
    if (scene == m_overlay) return;
    m_overlay = std::move(scene);
    lookAtDetail();
    m_layer->setScene(m_overlay);
    if (m_lens != nullptr) m_lens->update();
}

void PictureDisplay::lookAtDetail() {
    if (!m_view.hasPicture() || !m_overlay.hasLegend() || m_layer->hasDetail()) return;
    const auto& radiograph = *m_view.radiograph();
    m_layer->setDetail({radiograph, vision::makeDisplayLut(radiograph, vision::defaultVoi(radiograph), false)});
}

void PictureDisplay::setPictureName(const QString& name) {
    m_pictureName = render::visibleLine(name);
    annotate();
}

void PictureDisplay::setKeyImage(bool isKey) {
    if (std::exchange(m_isKeyImage, isKey) != isKey) annotate();
}

void PictureDisplay::setStanding(Standing standing) {
    m_standing = standing;
    m_layer->setFramed(standing == Standing::Foremost);
    annotate();
}

void PictureDisplay::setLinkWords(const QString& words) {
    m_linkWords = words;
    annotate();
}

void PictureDisplay::setSpacingByHand(const std::optional<domain::PixelSpacing>& spacing) {
    if (!areAsLarge(spacing, m_spacingByHand)) m_scaleWords.clear();
    m_spacingByHand = spacing;
    annotate();
}

void PictureDisplay::setScaleWords(double scale, const QString& words) {
    m_namedScale = scale;
    m_scaleWords = words;
    annotate();
}

QString PictureDisplay::scaleWords() const {
    return m_view.zoom() == m_namedScale ? m_scaleWords : QString();
}

void PictureDisplay::showLens(std::optional<QPointF> inHost) {
    if (!inHost || !m_view.hasPicture()) {
        if (m_lens != nullptr) m_lens->hide();
        return;
    }
    if (m_lens == nullptr)
        m_lens = new Lens(m_host, [this](QPainter& painter, const QTransform& imageToPainter) {
            updateLut();
            m_raster.paint(painter, imageToPainter);
            render::OverlayCanvas canvas;
            canvas.imageToPaint = imageToPainter;
            canvas.imageSize = m_view.imageSize();
            canvas.view = m_lens->rect();
            canvas.font = m_lens->font();
            canvas.hasWords = false;
            render::paintOverlay(painter, m_overlay, canvas);
        });
    m_lens->showAt(*inHost, m_view.imageToWidget());
}

void PictureDisplay::setCornerTextVisible(bool visible) {
    m_showsCorners = visible;
    annotate();
}

void PictureDisplay::announceFirstFrame() {
    if (!m_firstFramePending || !m_view.hasPicture()) return;
    m_firstFramePending = false;
    // Later: a listener may start work.
    QMetaObject::invokeMethod(this, &PictureDisplay::firstFramePainted, Qt::QueuedConnection);
}

GlSurface::State PictureDisplay::openGl() const {
    return m_tile ? m_tile->state() : GlSurface::State::Broken;
}

bool PictureDisplay::surfaceIsWanted() const {
    if (m_softwareWanted || openGl() == GlSurface::State::Broken) return false;
    if (!m_view.hasPicture() || openGl() == GlSurface::State::NotTried) return true;
    const auto& radiograph = *m_view.radiograph();
    return std::max(radiograph.columns, radiograph.rows) <= m_tile->scene().longestTextureSide();
}

/// Called whenever one of its reasons may have changed: OpenGL's state, the user's wish, the picture's size.
void PictureDisplay::chooseRenderer() {
    if (surfaceIsWanted()) {
        m_layer->setBackdrop({});
        m_tile->update();
    } else {
        m_layer->setBackdrop([this](QPainter& painter) {
            updateLut();
            m_raster.paint(painter, m_view.imageToWidget());
            announceFirstFrame();
        });
    }
    if (m_tile) m_tile->setWanted(surfaceIsWanted());
    annotate();
}

void PictureDisplay::setSoftwareRendering(bool software) {
    m_softwareWanted = software;
    chooseRenderer();
}

bool PictureDisplay::drawsWithOpenGl() const {
    return openGl() == GlSurface::State::Works && surfaceIsWanted();
}

void PictureDisplay::hostShown() {
    if (m_own != nullptr) QTimer::singleShot(0, m_own, &GlSurface::checkAfterShow);
    fillHost();
}

void PictureDisplay::hostHidden() {
    if (m_tile) m_tile->setPlace({});
}

void PictureDisplay::fillHost() {
    m_layer->setGeometry(m_host.rect());
    if (m_tile) m_tile->setPlace(m_own != nullptr ? m_host.rect() : m_host.geometry());
    if (m_own != nullptr) m_own->setGeometry(m_host.rect());
}

}  // namespace asg::viewport
