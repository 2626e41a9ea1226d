#include "ui/render/picture_detail.h"

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

constexpr int kFields = 64;
constexpr int kSamples = 16;  // a field, each way: a letter's strokes are wider than the steps between them

/// Brightest less darkest of the samples in a field.
std::uint8_t contrastOfField(const domain::Radiograph& radiograph, const vision::DisplayLut& lut, int column, int row) {
    const auto at = [](int field, int sample, int size) {
        return static_cast<std::size_t>((static_cast<std::int64_t>(field) * kSamples + sample) * size /
                                        (kFields * kSamples));
    };
    std::uint8_t darkest = 255;
    std::uint8_t brightest = 0;
    for (int y = 0; y < kSamples; ++y)
        for (int x = 0; x < kSamples; ++x) {
            const auto index = at(row, y, radiograph.rows) * static_cast<std::size_t>(radiograph.columns) +
                               at(column, x, radiograph.columns);
            const std::uint8_t grey = lut.grey[(*radiograph.pixels)[index]];
            darkest = std::min(darkest, grey);
            brightest = std::max(brightest, grey);
        }
    return static_cast<std::uint8_t>(brightest - darkest);
}

}  // namespace

PictureDetail::PictureDetail(const domain::Radiograph& radiograph, const vision::DisplayLut& lut)
    : m_image(radiograph.columns, radiograph.rows) {
    if (m_image.isEmpty() || !radiograph.pixels || lut.grey.empty()) return;
    m_contrast.reserve(std::size_t{kFields} * kFields);
    for (int row = 0; row < kFields; ++row)
        for (int column = 0; column < kFields; ++column)
            m_contrast.push_back(contrastOfField(radiograph, lut, column, row));
}

double PictureDetail::contrastIn(const QRectF& inImagePixels) const {
    const QRectF part = inImagePixels & QRectF(QPointF(0, 0), m_image);
    if (m_contrast.empty() || part.isEmpty()) return 0;
    const auto field = [](double at, double size) {
        return std::clamp(static_cast<int>(std::floor(at / size * kFields)), 0, kFields - 1);
    };
    std::uint8_t largest = 0;
    for (int row = field(part.top(), m_image.height()); row <= field(part.bottom(), m_image.height()); ++row)
        for (int column = field(part.left(), m_image.width()); column <= field(part.right(), m_image.width()); ++column)
            largest = std::max(largest,
                               m_contrast[static_cast<std::size_t>(row) * kFields + static_cast<std::size_t>(column)]);
    return largest / 255.0;
}

}  // namespace asg::render
