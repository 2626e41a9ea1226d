#include "core/phantom/phantom.h"

#include "core/base/translatable.h"
#include "core/phantom/anatomy.h"
#include "core/phantom/canvas.h"
#include "core/phantom/detector.h"
#include "core/phantom/findings.h"
#include "core/phantom/marker.h"
#include "core/phantom/report_text.h"
#include "core/phantom/tissue.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::phantom {
namespace {

using base::Error;
using base::ErrorCode;

// Each part has its own stream of random numbers, so that a change to one leaves the others as they were.
enum Stream : std::uint64_t {
    kHabitus = 1,
    kFindings,
    kAnatomy,
    kSoftTissue,
    kVessels,
    kSkeleton,
    kLesions,
    kPlacement,
    kExposure,
    kMarker,
    kNoise,
    kReport
};

constexpr double kFieldWidthMm = 372;
constexpr double kFieldHeightMm = 384;

base::Result<void> check(const PhantomOptions& o) {
    const auto refuse = [](base::Sentence why) { return Error{ErrorCode::InvalidArgument, std::move(why)}; };
    if (o.rows < 16 || o.columns < 16 || o.rows > 8192 || o.columns > 8192)
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The phantom's rows and columns must be between 16 and 8192.")});
    if (o.bitsStored < 8 || o.bitsStored > 16)
        return refuse(base::Sentence{QT_TRANSLATE_NOOP("Error", "The phantom's bits must be between 8 and 16.")});
    if (!(o.zoom > 0.05 && o.zoom < 20))
        return refuse(base::Sentence{QT_TRANSLATE_NOOP("Error", "The phantom's zoom must be between 0.05 and 20.")});
    if (!(std::abs(o.shiftX) < 5 && std::abs(o.shiftY) < 5))
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The phantom's shift must be smaller than 5 pictures.")});
    if (o.view && *o.view != domain::View::PA && *o.view != domain::View::AP)
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The phantom is a frontal picture: its view must be PA or AP.")});
    return {};
}

Frame::Placement place(const PhantomOptions& o, const Habitus& habitus) {
    Random random(o.seed, kPlacement);
    Frame::Placement p;
    const double small = habitus.female ? 0.93 : 1.0;
    const bool vary = o.varyPosition;
    const double magnification = vary ? random.around(1, 0.05) : 0.97;
    p.buildX = small * (vary ? random.around(1, 0.035) : 1) * magnification;
    p.buildY = small * (vary ? random.around(1, 0.045) : 1) * magnification;
    p.mmPerPixel = std::max(kFieldWidthMm / o.columns, kFieldHeightMm / o.rows) / o.zoom;
    p.rotation = vary ? random.around(0, 0.018) : 0;
    p.centreY = 136;
    p.lean = vary ? random.around(0, 2.5) : 0;
    p.leanPhase = random.uniform(0, 6.28);
    p.centreColumn = o.columns * (0.5 + o.shiftX + (vary ? random.around(0, 0.018) : 0));
    p.centreRow = o.rows * (0.47 + o.shiftY + (vary ? random.around(0, 0.02) : 0));
    return p;
}

std::vector<std::uint16_t> quantised(const Plane& plane, int bits) {
    std::vector<std::uint16_t> pixels(plane.values.size());
    const auto top = static_cast<float>((1 << bits) - 1);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint16_t>(std::clamp(plane.values[i], 0.0F, 1.0F) * top + 0.5F);
    return pixels;
}

// Extents of every region in one walk over the labels.
void readRegions(const std::vector<std::uint32_t>& labels, bool keepMasks, Phantom& phantom) {
    struct Extent {
        int left = 1 << 30, top = 1 << 30, right = 0, bottom = 0;
    };
    std::array<Extent, domain::kModelRegionCount> extents;
    for (int r = 0; r < phantom.rows; ++r)
        for (int c = 0; c < phantom.columns; ++c)
            for (std::uint32_t bits = labels[static_cast<std::size_t>(r) * phantom.columns + c]; bits;
                 bits &= bits - 1) {
                Extent& e = extents[static_cast<std::size_t>(std::countr_zero(bits))];
                e = {std::min(e.left, c), std::min(e.top, r), std::max(e.right, c + 1), std::max(e.bottom, r + 1)};
            }
    for (const domain::RegionId region : domain::modelRegions()) {
        const Extent& e = extents[region.value];
        if (e.right == 0) continue;
        phantom.boxes.push_back({region,
                                 {double(e.left), double(e.top), double(e.right), double(e.bottom)},
                                 1.0F,
                                 domain::RegionOrigin::Imported});
        if (!keepMasks) continue;
        RegionMask mask{region, std::vector<std::uint8_t>(labels.size())};
        for (std::size_t i = 0; i < labels.size(); ++i)
            mask.inside[i] = static_cast<std::uint8_t>(labels[i] >> region.value & 1U);
        phantom.masks.push_back(std::move(mask));
    }
}

}  // namespace

base::Result<Phantom> generate(const PhantomOptions& options) {
    if (auto checked = check(options); !checked) return checked.error();
    const auto stream = [&](Stream s) { return Random(options.seed, s); };
    Random habitusRandom = stream(kHabitus);
    Habitus habitus = drawHabitus(habitusRandom);
    if (options.view) habitus.apView = *options.view == domain::View::AP;
    Random findingRandom = stream(kFindings);
    std::vector<PlannedFinding> plan = planFindings(options, habitus, findingRandom);
    adaptHabitus(plan, habitus);

    Random anatomyRandom = stream(kAnatomy);
    Anatomy anatomy = buildAnatomy(habitus, anatomyRandom);
    breakRibs(plan, anatomy, anatomyRandom);
    const Frame::Placement placement = place(options, habitus);
    const Frame frame(placement);
    Tissue tissue(options.rows, options.columns);
    Random softRandom = stream(kSoftTissue);
    drawSoftTissue(anatomy, frame, softRandom, tissue);
    Brush brush(frame, options.rows, options.columns);
    Random vesselRandom = stream(kVessels);
    drawAirwaysAndVessels(anatomy, vesselRandom, brush, tissue);
    Random skeletonRandom = stream(kSkeleton);
    drawSkeleton(anatomy, skeletonRandom, brush, tissue);
    Random lesionRandom = stream(kLesions);
    Scene scene{anatomy, frame, brush, tissue};
    drawFindings(plan, scene, lesionRandom);

    Random exposureRandom = stream(kExposure);
    const Exposure exposure = drawExposure(exposureRandom, habitus.apView);
    Random noiseRandom = stream(kNoise);
    Plane picture = expose(tissue, exposure, placement.mmPerPixel, noiseRandom);
    Random markerRandom = stream(kMarker);
    if (options.marker) burnMarker(picture, placement.mmPerPixel, habitus.apView, markerRandom);

    Phantom phantom;
    phantom.rows = options.rows;
    phantom.columns = options.columns;
    phantom.bitsStored = options.bitsStored;
    phantom.pixels = quantised(picture, options.bitsStored);
    phantom.pixelSpacingMm = placement.mmPerPixel;
    phantom.view = habitus.apView ? domain::View::AP : domain::View::PA;
    phantom.sex = habitus.female ? "F" : "M";
    phantom.ageYears = habitus.age;
    readRegions(tissue.labels, options.keepMasks, phantom);
    Random reportRandom = stream(kReport);
    writeReport(plan, reportRandom, phantom);
    return phantom;
}

const domain::RegionBox* findBox(const Phantom& phantom, domain::RegionId region) noexcept {
    const auto it = std::ranges::find(phantom.boxes, region, &domain::RegionBox::region);
    return it == phantom.boxes.end() ? nullptr : &*it;
}

}  // namespace asg::phantom
