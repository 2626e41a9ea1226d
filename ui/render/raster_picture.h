#pragma once

#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/render/pyramid.h"

#include <QImage>
#include <QTransform>

#include <vector>

class QPainter;

namespace asg::render {

/// Draws a radiograph by QPainter, for exports and where OpenGL does not work. Stored values are averaged when the
/// picture is made smaller, then looked up, as the shader does. Any thread, one at a time.
class RasterPicture {
public:
    /// Null for none.
    void setRadiograph(domain::RadiographPtr radiograph);
    void setLut(vision::DisplayLut lut);
    /// Image pixels at or above their size are drawn as squares of their exact grey.
    void paint(QPainter& painter, const QTransform& imageToPainter);

private:
    [[nodiscard]] QImage grey(int level) const;

    domain::RadiographPtr m_radiograph;
    vision::DisplayLut m_lut;
    std::vector<PyramidLevel> m_pyramid;
    QImage m_shown;
    int m_shownLevel = -1;
};

}  // namespace asg::render
