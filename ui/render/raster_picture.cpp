#include "ui/render/raster_picture.h"

#include <QPaintDevice>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

constexpr int kMostLevels = 6;

}  // namespace

void RasterPicture::setRadiograph(domain::RadiographPtr radiograph) {
    m_radiograph = std::move(radiograph);
    m_pyramid.clear();
    m_shownLevel = -1;
    m_shown = {};
}

void RasterPicture::setLut(vision::DisplayLut lut) {
    m_lut = std::move(lut);
    m_shownLevel = -1;
}

QImage RasterPicture::grey(int level) const {
    const auto& pixels = level == 0 ? *m_radiograph->pixels : m_pyramid[level - 1].pixels;
    const int columns = level == 0 ? m_radiograph->columns : m_pyramid[level - 1].columns;
    const int rows = level == 0 ? m_radiograph->rows : m_pyramid[level - 1].rows;
    QImage image(columns, rows, QImage::Format_Grayscale8);
    for (int y = 0; y < rows; ++y) {
        const std::uint16_t* source = pixels.data() + static_cast<std::size_t>(y) * columns;
        std::transform(source, source + columns, image.scanLine(y), [&](std::uint16_t v) { return m_lut.grey[v]; });
    }
    return image;
}

void RasterPicture::paint(QPainter& painter, const QTransform& imageToPainter) {
    if (!m_radiograph || m_lut.grey.empty()) return;
    const double scale = std::sqrt(std::abs(imageToPainter.determinant())) * painter.device()->devicePixelRatioF();
    if (!(scale > 0)) return;
    const int wanted = std::clamp(static_cast<int>(std::floor(std::log2(1 / scale))), 0, kMostLevels);
    if (wanted > 0 && m_pyramid.empty())
        m_pyramid = makePyramid(*m_radiograph->pixels, m_radiograph->columns, m_radiograph->rows, kMostLevels);
    const int level = std::min(wanted, static_cast<int>(m_pyramid.size()));
    if (level != m_shownLevel) m_shown = grey(level);
    m_shownLevel = level;
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 1);
    painter.setTransform(imageToPainter, true);
    painter.drawImage(QRectF(0, 0, m_radiograph->columns, m_radiograph->rows), m_shown);
    painter.restore();
}

}  // namespace asg::render
