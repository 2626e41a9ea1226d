#include "ui/viewport/overlay_layer.h"

#include "ui/render/overlay_painter.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QRegion>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace asg::viewport {
namespace {

constexpr double kHalo = 3;
constexpr double kWidthStep = 40;
constexpr int kFrame = 2;
const QColor kFrameColor(0x56, 0xB4, 0xE9);  // Okabe and Ito's sky blue

}  // namespace

OverlayLayer::OverlayLayer(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void OverlayLayer::setBackdrop(std::function<void(QPainter&)> backdrop) {
    m_backdrop = std::move(backdrop);
    update();
}

void OverlayLayer::setScene(render::OverlayScene scene) {
    m_scene = std::move(scene);
    redraw();
}

void OverlayLayer::setDetail(render::PictureDetail detail) {
    m_detail = std::move(detail);
    redraw();
}

void OverlayLayer::redraw() {
    m_isDrawn = false;
    if (m_scene.empty()) m_drawnScene = {};
    update();
}

void OverlayLayer::setAnnotations(render::Annotations annotations) {
    if (annotations == m_annotations) return;
    m_annotations = std::move(annotations);
    const auto before = m_texts;
    placeTexts();
    if (!m_scene.empty() && keepClear(before) != keepClear(m_texts)) return redraw();
    updateWhereTextsDiffer(before);
}

void OverlayLayer::setFramed(bool framed) {
    if (framed == m_framed) return;
    m_framed = framed;
    update(QRegion(rect()) - rect().adjusted(kFrame, kFrame, -kFrame, -kFrame));
}

void OverlayLayer::setPlacement(const QTransform& imageToWidget, QSizeF imageSize) {
    if (imageToWidget == m_imageToWidget && imageSize == m_imageSize) return;
    m_imageToWidget = imageToWidget;
    m_imageSize = imageSize;
    if (!m_scene.empty()) redraw();
}

void OverlayLayer::placeTexts() {
    m_texts = render::layOutAnnotations(m_annotations, rect(), font(), 1);
}

void OverlayLayer::updateWhereTextsDiffer(const std::vector<render::PlacedText>& before) {
    QRegion changed;
    const auto addMissing = [&](const auto& from, const auto& in) {
        for (const render::PlacedText& text : from)
            if (std::ranges::find(in, text) == in.end())
                changed += text.rect.adjusted(-kHalo, -kHalo, kHalo, kHalo).toAlignedRect();
    };
    addMissing(before, m_texts);
    addMissing(m_texts, before);
    if (!changed.isEmpty()) update(changed);
}

std::vector<QRectF> OverlayLayer::keepClear(const std::vector<render::PlacedText>& texts) const {
    std::vector<QRectF> rects;
    for (const render::PlacedText& text : texts) {
        QRectF rect = text.rect;
        // Changing digits must not make labels jump: widths grow in steps, away from the edge that they stand at.
        const double width = std::ceil(rect.width() / kWidthStep) * kWidthStep;
        if (rect.center().x() > this->rect().center().x()) rect.setLeft(rect.right() - width);
        rect.setWidth(width);
        rects.push_back(rect);
    }
    return rects;
}

void OverlayLayer::paintScene(QPainter& painter) {
    render::OverlayCanvas canvas;
    canvas.imageToPaint = m_imageToWidget;
    canvas.imageSize = m_imageSize;
    canvas.view = rect();
    canvas.keepClear = keepClear(m_texts);
    canvas.detail = &m_detail;
    canvas.font = font();
    render::paintOverlay(painter, m_scene, canvas);
}

const QImage& OverlayLayer::drawnScene() {
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    const bool fits = m_drawnScene.size() == pixels && m_drawnScene.devicePixelRatio() == ratio;
    if (m_isDrawn && fits) return m_drawnScene;
    if (!fits) m_drawnScene = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    if (m_drawnScene.isNull()) return m_drawnScene;
    m_drawnScene.setDevicePixelRatio(ratio);
    m_drawnScene.fill(Qt::transparent);
    m_isDrawn = true;
    QPainter painter(&m_drawnScene);
    paintScene(painter);
    return m_drawnScene;
}

void OverlayLayer::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    if (m_backdrop) {
        painter.fillRect(event->rect(), Qt::black);
        m_backdrop(painter);
    }
    if (!m_scene.empty()) {
        const QImage& drawn = drawnScene();
        if (drawn.isNull())
            paintScene(painter);  // without memory for the image
        else
            painter.drawImage(0, 0, drawn);
    }
    std::vector<render::PlacedText> touched;
    std::ranges::copy_if(m_texts, std::back_inserter(touched), [&](const render::PlacedText& text) {
        return event->region().intersects(text.rect.adjusted(-kHalo, -kHalo, kHalo, kHalo).toAlignedRect());
    });
    render::paintAnnotations(painter, touched, font(), 1);
    if (m_framed)
        for (const QRect& edge : QRegion(rect()) - rect().adjusted(kFrame, kFrame, -kFrame, -kFrame))
            painter.fillRect(edge, kFrameColor);
}

void OverlayLayer::resizeEvent(QResizeEvent*) {
    placeTexts();
    redraw();
}

void OverlayLayer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        placeTexts();
        redraw();
    }
    QWidget::changeEvent(event);
}

}  // namespace asg::viewport
