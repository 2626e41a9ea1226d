#pragma once

#include "core/domain/radiograph.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace asg::test {

/// A 16-bit picture whose pixel at (x, y) is value(x, y); shown over the full 16-bit range.
inline std::shared_ptr<domain::Radiograph> makePicture(int columns, int rows,
                                                       const std::function<std::uint16_t(int, int)>& value) {
    auto pixels = std::make_shared<std::vector<std::uint16_t>>();
    pixels->reserve(static_cast<std::size_t>(columns) * rows);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) pixels->push_back(value(x, y));
    auto picture = std::make_shared<domain::Radiograph>();
    picture->rows = rows;
    picture->columns = columns;
    picture->pixels = std::move(pixels);
    picture->minimumStored = 0;
    picture->maximumStored = 65535;
    return picture;
}

/// Different everywhere, so that a shifted or turned picture is noticed.
inline std::uint16_t noise(int x, int y) {
    std::uint32_t h = static_cast<std::uint32_t>(x) * 374761393U + static_cast<std::uint32_t>(y) * 668265263U;
    h = (h ^ (h >> 13)) * 1274126177U;
    return static_cast<std::uint16_t>(h ^ (h >> 16));
}

/// A file of ../shared/data as a radiograph with 8-bit values, or null where it is absent.
inline std::shared_ptr<domain::Radiograph> loadShared(const QString& path) {
    QString root = qEnvironmentVariable("ASG_SHARED_DATA");
    if (root.isEmpty()) root = QStringLiteral(ASG_SOURCE_DIR "/../shared/data");
    const QImage image = QImage(root + u'/' + path).convertToFormat(QImage::Format_Grayscale8);
    if (image.isNull()) return nullptr;
    auto picture = makePicture(image.width(), image.height(),
                               [&](int x, int y) { return static_cast<std::uint16_t>(image.constScanLine(y)[x]); });
    picture->bitsStored = 8;
    picture->maximumStored = 255;
    return picture;
}

}  // namespace asg::test
