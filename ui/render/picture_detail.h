#pragma once

#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"

#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <vector>

namespace asg::render {

/// Where a picture has sharp detail, burned-in letters above all, so that nothing opaque is laid over it. Coarse: 64
/// fields each way. A value; any thread.
class PictureDetail {
public:
    PictureDetail() = default;  ///< of no picture: quiet everywhere
    PictureDetail(const domain::Radiograph& radiograph, const vision::DisplayLut& lut);

    [[nodiscard]] bool empty() const { return m_contrast.empty(); }
    /// The largest contrast of the fields that a part of the picture touches: 0 even grey, 1 black beside white; 0
    /// outside the picture.
    [[nodiscard]] double contrastIn(const QRectF& inImagePixels) const;

private:
    QSizeF m_image;
    std::vector<std::uint8_t> m_contrast;  ///< of 255, rows first
};

}  // namespace asg::render
