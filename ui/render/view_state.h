#pragma once

#include "core/base/geometry.h"
#include "core/vision/display_lut.h"
#include "core/vision/eye_filter.h"

namespace asg::render {

/// Which part of a picture is seen, how large, and how it is turned round. A value.
struct Framing {
    base::Point centerInImagePixels;  ///< what lies in the middle of the view
    double scale = 1;                 ///< device pixels for one image pixel
    int quarterTurns = 0;             ///< clockwise, after the flip; 0..3
    bool flipped = false;             ///< left for right
    bool fitted = true;               ///< the whole picture: centre and scale follow the view's size
    friend bool operator==(const Framing&, const Framing&) = default;
};

/// Everything that a user can change about how a picture is shown, and nothing of the picture or of the window that it
/// is shown in: a view of another size, an export or an undo can take it over as it stands. A value.
struct ViewState {
    Framing framing;
    vision::VoiChoice voi = vision::FullRange{};
    bool inverted = false;
    vision::EyeFilter filter;
    friend bool operator==(const ViewState&, const ViewState&) = default;
};

}  // namespace asg::render
