#include "models/downstream/mask.h"

#include <algorithm>

namespace asg::downstream {
namespace {

/// Looks pixels of the published square up.
class PublishedMask {
public:
    PublishedMask(const LabelledPicture& picture, Masks masks) : m_picture(picture), m_masks(masks) {
        if (masks != Masks::Runs) return;
        m_pixels.resize(static_cast<std::size_t>(kPublishedSide) * kPublishedSide);
        for (const auto& run : picture.runs) std::fill_n(m_pixels.begin() + run.begin, run.length, std::uint8_t{1});
    }

    [[nodiscard]] bool holds(base::Point point) const {
        if (m_masks == Masks::Boxes)
            return std::ranges::any_of(m_picture.boxes,
                                       [&](const auto& one) { return one.boxInPublishedPixels.contains(point); });
        const auto column = static_cast<std::size_t>(point.x);
        const auto row = static_cast<std::size_t>(point.y);
        return m_pixels[column * kPublishedSide + row] != 0;
    }

private:
    const LabelledPicture& m_picture;
    Masks m_masks;
    std::vector<std::uint8_t> m_pixels;  ///< column after column
};

}  // namespace

base::Point toPublished(base::Point inCrop, const vision::InputTransform& transform) {
    const base::Point inImage = transform.toImage(inCrop);
    return {inImage.x * kPublishedSide / transform.originalColumns,
            inImage.y * kPublishedSide / transform.originalRows};
}

std::vector<std::uint8_t> maskInCrop(const LabelledPicture& picture, Masks masks,
                                     const vision::InputTransform& transform) {
    const auto side = static_cast<std::size_t>(transform.crop);
    std::vector<std::uint8_t> mask(side * side);
    const bool empty = masks == Masks::Runs ? picture.runs.empty() : picture.boxes.empty();
    if (masks == Masks::None || empty) return mask;
    const PublishedMask published(picture, masks);
    for (std::size_t y = 0; y < side; ++y)
        for (std::size_t x = 0; x < side; ++x) {
            const auto point = toPublished({static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5}, transform);
            const bool inside = point.x >= 0 && point.y >= 0 && point.x < kPublishedSide && point.y < kPublishedSide;
            mask[y * side + x] = inside && published.holds(point) ? 1 : 0;
        }
    return mask;
}

}  // namespace asg::downstream
