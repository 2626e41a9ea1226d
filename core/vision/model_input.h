#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"

#include <vector>

namespace asg::vision {

/// How a model wants its picture (docs/network.md §1); stored with the weights.
struct InputSpec {
    int resize = 256;     ///< longest side after resizing, and side of the padded square
    int crop = 224;       ///< side of the centred crop that the network sees; at most `resize`
    float mean = 0.485F;  ///< of channel 0 on 0..1; all three are kept for exactness with the published model
    float meanG = 0.456F;
    float meanB = 0.406F;
    float deviation = 0.229F;
    float deviationG = 0.224F;
    float deviationB = 0.225F;
    /// Averages over what a resized pixel covers (a triangle as wide as two of them, as Pillow's and torchvision's
    /// antialiased bilinear does) instead of OpenCV's INTER_LINEAR, which the published model was trained with and
    /// which looks at 4 pixels however many there are. Models trained here use it: they see the same at any stored
    /// size.
    bool antialias = false;
};

/// Original image pixels → crop pixels and back: two scales and an offset. A value; exact to rounding of a double.
///
/// Pixel edges map to pixel edges (a box that covers the image covers exactly what the image became), which is how
/// OpenCV's INTER_LINEAR places samples.
struct InputTransform {
    double scaleX = 1;  ///< resized columns / original columns
    double scaleY = 1;
    double offsetX = 0;  ///< crop = original * scale + offset
    double offsetY = 0;
    int crop = 224;
    int originalColumns = 0;
    int originalRows = 0;

    [[nodiscard]] base::Point toCrop(base::Point inImagePixels) const;
    [[nodiscard]] base::Point toImage(base::Point inCropPixels) const;
    [[nodiscard]] base::Box toCrop(const base::Box& boxInImagePixels) const;
    [[nodiscard]] base::Box toImage(const base::Box& boxInCropPixels) const;
    /// The part of the original image that lies inside the crop, in image pixels, clipped to the image.
    [[nodiscard]] base::Box modelSeesInImagePixels() const;
};

/// What the network gets: crop × crop grey values 0..255 (8-bit grey after the display LUT, resized in float, not
/// normalised, one channel, rows first) and the way back.
struct ModelInput {
    std::vector<float> grey;
    InputTransform transform;
    InputSpec spec;
};

[[nodiscard]] InputTransform makeInputTransform(int rows, int columns, const InputSpec& spec);

/// Display LUT (first VOI, no user changes) → resize (bilinear, half-pixel centres; as OpenCV's INTER_LINEAR unless
/// `spec.antialias`) → zero padding, centred → centre crop. Pure; any thread. The result depends on the file alone,
/// never on the window that the user happens to have chosen.
[[nodiscard]] ModelInput makeModelInput(const domain::Radiograph& radiograph, const InputSpec& spec);

/// The same from 8-bit grey at the stored size (training, tests).
[[nodiscard]] ModelInput makeModelInput(const std::vector<std::uint8_t>& grey, int rows, int columns,
                                        const InputSpec& spec);

}  // namespace asg::vision
