#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"
#include "ui/render/view_state.h"

#include <QSizeF>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace asg::render {

/// What two pictures are compared by.
enum class LinkBasis : std::uint8_t {
    Millimetres,  ///< both say how far apart their pixels are
    Lungs,        ///< the boxes around the lungs that the model found
    Fraction      ///< nothing better: the share of the picture
};

/// A picture as far as linking looks at it.
struct LinkedPicture {
    QSizeF imageSize;  ///< pixels
    std::optional<domain::PixelSpacing> spacing = {};
    std::optional<base::Box> lungsInImagePixels = {};
};

/// The best that all of them have.
[[nodiscard]] LinkBasis basisFor(std::span<const LinkedPicture> pictures);

/// One picture's pixels in terms of what all linked ones share: the anchor, which is the same place in each, and how
/// many pixels one unit of the basis is.
struct LinkFrame {
    base::Point anchorInImagePixels;
    double pixelsAcross = 1;  ///< for one unit from left to right
    double pixelsDown = 1;
};
[[nodiscard]] LinkFrame linkFrame(const LinkedPicture& picture, LinkBasis basis, base::Point anchorInImagePixels);

/// What belongs together in linked pictures, for each of them. Where the reader has moved all of them: what lies in the
/// middle of the views now, for so they were laid. Else the middle of the lungs, where all have them, or the pictures'
/// own middle. `framings` are those of the views.
[[nodiscard]] std::vector<base::Point> anchorsOf(std::span<const LinkedPicture> pictures,
                                                 std::span<const Framing> framings);

/// How the picture of `to` is seen when it follows the one of `from`: the same place in the middle, as large on the
/// screen. Turns and mirroring stay its own.
[[nodiscard]] Framing followed(const LinkFrame& from, const Framing& seen, const LinkFrame& to, const Framing& own);

/// The window of grey values of `to` when it follows `from`: as far from its own first window, and as much wider, as
/// `voi` is from the one that `from` is shown in first. Values themselves mean nothing from one radiograph to the next.
[[nodiscard]] vision::VoiChoice followedVoi(const domain::Radiograph& from, const vision::VoiChoice& voi,
                                            const domain::Radiograph& to);

}  // namespace asg::render
