#pragma once

#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/render/overlay_scene.h"

#include <QImage>
#include <QSize>
#include <QString>

namespace asg::render {

/// The picture with its overlay for people: the stored aspect, at most `maxSize`, never enlarged beyond `largestScale`
/// and never narrower than its notice needs. Below the picture stand, burned in, the notice on use and `provenance`
/// (model, version, device; may be empty); orientation letters where they are known. No patient text.
///
/// Needs a QGuiApplication (platform "offscreen" serves) and no OpenGL; any thread. A picture without pixels gives a
/// null image.
[[nodiscard]] QImage renderOverlayImage(const domain::Radiograph& radiograph, const vision::VoiChoice& voi,
                                        const OverlayScene& scene, QSize maxSize, const QString& provenance,
                                        double largestScale = 4);

}  // namespace asg::render
