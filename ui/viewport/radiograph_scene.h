#pragma once

#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"

#include <QPoint>
#include <QSize>
#include <QTransform>

#include <functional>
#include <memory>

namespace asg::viewport {

/// What VTK asks of the widget that owns the OpenGL context.
struct GlHost {
    std::function<void()> makeCurrent;
    std::function<bool()> isCurrent;
};

/// The VTK scene of one radiograph: a quad with the stored values as a 16-bit texture with mipmaps, looked up in the
/// display LUT by the fragment shader. Averaging happens on stored values; at 1 : 1 and above each pixel has its exact
/// grey.
///
/// GUI thread. Functions marked "current" need the host's context to be current.
class RadiographScene {
public:
    explicit RadiographScene(GlHost host);
    ~RadiographScene();

    /// Current. False where VTK cannot draw with this context.
    [[nodiscard]] bool initialize();
    /// Current. Frees everything that lies in the context; initialize() may follow with another one.
    void release();
    [[nodiscard]] bool isInitialized() const;
    /// Longest side that a texture may have here; 0 before initialize().
    [[nodiscard]] int longestTextureSide() const;

    /// Null for none. Uploaded with the next render.
    void setRadiograph(domain::RadiographPtr radiograph);
    void setLut(const vision::DisplayLut& lut);
    void setViewSize(QSize inDevicePixels);
    /// Image pixels → device pixels from the view's top left.
    void setImageToView(const QTransform& imageToView);
    /// Current. Draws into `framebuffer` (an OpenGL name), the view's bottom left at `at`, in device pixels from the
    /// framebuffer's. What did not change since the last call is not drawn anew, only copied.
    void render(unsigned int framebuffer, QPoint at);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

}  // namespace asg::viewport
