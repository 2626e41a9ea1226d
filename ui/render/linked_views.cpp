#include "ui/render/linked_views.h"

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

bool hasSpacing(const LinkedPicture& picture) {
    return picture.spacing && picture.spacing->rowMm > 0 && picture.spacing->columnMm > 0;
}

bool hasLungs(const LinkedPicture& picture) {
    return picture.lungsInImagePixels && !picture.lungsInImagePixels->empty();
}

/// Of both directions: a view has one scale alone.
double pixelsForUnit(const LinkFrame& frame) {
    return std::sqrt(frame.pixelsAcross * frame.pixelsDown);
}

}  // namespace

LinkBasis basisFor(std::span<const LinkedPicture> pictures) {
    if (std::ranges::all_of(pictures, hasSpacing)) return LinkBasis::Millimetres;
    if (std::ranges::all_of(pictures, hasLungs)) return LinkBasis::Lungs;
    return LinkBasis::Fraction;
}

LinkFrame linkFrame(const LinkedPicture& picture, LinkBasis basis, base::Point anchorInImagePixels) {
    switch (basis) {
        case LinkBasis::Millimetres:
            return {anchorInImagePixels, 1 / picture.spacing->columnMm, 1 / picture.spacing->rowMm};
        case LinkBasis::Lungs:
            return {anchorInImagePixels, picture.lungsInImagePixels->width(), picture.lungsInImagePixels->height()};
        case LinkBasis::Fraction: break;
    }
    return {anchorInImagePixels, std::max(1.0, picture.imageSize.width()), std::max(1.0, picture.imageSize.height())};
}

std::vector<base::Point> anchorsOf(std::span<const LinkedPicture> pictures, std::span<const Framing> framings) {
    const bool allWereMoved = std::ranges::none_of(framings, &Framing::fitted);
    const bool allHaveLungs = std::ranges::all_of(pictures, hasLungs);
    std::vector<base::Point> anchors;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto& size = pictures[i].imageSize;
        anchors.push_back(allWereMoved   ? framings[i].centerInImagePixels
                          : allHaveLungs ? pictures[i].lungsInImagePixels->center()
                                         : base::Point{size.width() / 2, size.height() / 2});
    }
    return anchors;
}

Framing followed(const LinkFrame& from, const Framing& seen, const LinkFrame& to, const Framing& own) {
    const auto moved = [](double at, double fromAnchor, double fromUnit, double toAnchor, double toUnit) {
        return toAnchor + (at - fromAnchor) / fromUnit * toUnit;
    };
    Framing framing = own;
    framing.centerInImagePixels = {moved(seen.centerInImagePixels.x, from.anchorInImagePixels.x, from.pixelsAcross,
                                         to.anchorInImagePixels.x, to.pixelsAcross),
                                   moved(seen.centerInImagePixels.y, from.anchorInImagePixels.y, from.pixelsDown,
                                         to.anchorInImagePixels.y, to.pixelsDown)};
    framing.scale = seen.scale * pixelsForUnit(from) / pixelsForUnit(to);
    framing.fitted = false;
    return framing;
}

vision::VoiChoice followedVoi(const domain::Radiograph& from, const vision::VoiChoice& voi,
                              const domain::Radiograph& to) {
    const auto first = vision::defaultVoi(from);
    if (voi == first) return vision::defaultVoi(to);
    const auto now = vision::equivalentWindow(from, voi);
    const auto was = vision::equivalentWindow(from, first);
    auto window = vision::equivalentWindow(to, vision::defaultVoi(to));
    const bool sameWhite = vision::isShownInverted(from) == vision::isShownInverted(to);
    const double widths = (now.center - was.center) / was.width;
    window.center += (sameWhite ? widths : -widths) * window.width;
    window.width = std::max(1.0, window.width * now.width / was.width);
    window.name.clear();
    return window;
}

}  // namespace asg::render
