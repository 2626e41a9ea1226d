#include "ui/render/overlay_image.h"

#include "ui/render/annotations.h"
#include "ui/render/overlay_painter.h"
#include "ui/render/raster_picture.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <memory>

namespace asg::render {
namespace {

constexpr double kReferenceSide = 900;  // the picture's shorter side at which one unit is one pixel
constexpr int kFontPixels = 13;
constexpr int kNarrowest = 200;

struct Footer {
    QStringList lines;
    QFont font;
    double unit = 1;
    [[nodiscard]] int lineHeight() const { return static_cast<int>(std::ceil(QFontMetricsF(font).height())); }
    [[nodiscard]] int height() const {
        return static_cast<int>(lines.size()) * lineHeight() + static_cast<int>(std::ceil(8 * unit));
    }
};

Footer makeFooter(int width, double shorterSide, const QString& provenance) {
    Footer footer;
    footer.unit = std::max(1.0, shorterSide / kReferenceSide);
    footer.font.setPixelSize(static_cast<int>(std::lround(kFontPixels * footer.unit)));
    const double room = width - 8 * footer.unit;
    footer.lines = wrapped(noticeOnUse(), footer.font, room) + wrapped(provenance, footer.font, room);
    return footer;
}

double pictureScale(QSize image, QSize most, int footerHeight, double largestScale) {
    const double across = static_cast<double>(most.width()) / image.width();
    const double down = static_cast<double>(std::max(1, most.height() - footerHeight)) / image.height();
    return std::min({largestScale, across, down});
}

void paintFooter(QPainter& painter, const Footer& footer, const QRect& strip) {
    painter.fillRect(strip, Qt::black);
    painter.setFont(footer.font);
    painter.setPen(QColor(240, 240, 240));
    double y = strip.top() + 4 * footer.unit;
    for (const QString& line : footer.lines) {
        painter.drawText(QRectF(strip.left(), y, strip.width(), footer.lineHeight()), Qt::AlignCenter, line);
        y += footer.lineHeight();
    }
}

}  // namespace

QImage renderOverlayImage(const domain::Radiograph& radiograph, const vision::VoiChoice& voi, const OverlayScene& scene,
                          QSize maxSize, const QString& provenance, double largestScale) {
    const QSize stored(radiograph.columns, radiograph.rows);
    if (stored.isEmpty() || maxSize.isEmpty() || !radiograph.pixels) return {};
    const double first = pictureScale(stored, maxSize, 0, largestScale);
    const int footerWidth = std::max(kNarrowest, static_cast<int>(stored.width() * first));
    const Footer footer = makeFooter(footerWidth, std::min(stored.width(), stored.height()) * first, provenance);
    const double scale = pictureScale(stored, maxSize, footer.height(), largestScale);
    const QSize picture(std::max(1, static_cast<int>(std::lround(stored.width() * scale))),
                        std::max(1, static_cast<int>(std::lround(stored.height() * scale))));
    QImage image(std::max(picture.width(), std::min(footerWidth, maxSize.width())), picture.height() + footer.height(),
                 QImage::Format_RGB32);
    if (image.isNull()) return {};
    image.fill(Qt::black);
    QPainter painter(&image);

    OverlayCanvas canvas;
    const double left = std::floor((image.width() - picture.width()) / 2.0);
    canvas.imageToPaint = QTransform::fromScale(static_cast<double>(picture.width()) / stored.width(),
                                                static_cast<double>(picture.height()) / stored.height()) *
                          QTransform::fromTranslate(left, 0);
    canvas.imageSize = stored;
    canvas.view = QRectF(0, 0, image.width(), picture.height());
    canvas.font = footer.font;
    canvas.unit = footer.unit;

    RasterPicture raster;
    // Not owned: the raster lives no longer than this call.
    raster.setRadiograph(std::shared_ptr<const domain::Radiograph>(std::shared_ptr<void>(), &radiograph));
    const vision::DisplayLut lut = vision::makeDisplayLut(radiograph, voi, false);
    const PictureDetail detail(radiograph, lut);
    canvas.detail = &detail;
    raster.setLut(lut);
    raster.paint(painter, canvas.imageToPaint);

    const auto letters = layOutAnnotations({{}, {}, {}, {}, {}, orientationLetters(radiograph, 0, false)}, canvas.view,
                                           footer.font, footer.unit);
    for (const PlacedText& text : letters) canvas.keepClear.push_back(text.rect);
    paintOverlay(painter, scene, canvas);
    paintAnnotations(painter, letters, footer.font, footer.unit);
    paintFooter(painter, footer, QRect(0, picture.height(), image.width(), footer.height()));
    return image;
}

}  // namespace asg::render
