#include "models/regions/region_geometry.h"

#include <algorithm>
#include <string>

namespace asg::regions {
namespace {

using base::Box;

const Box* known(const RegionLabels& labels, std::string_view region) {
    const RegionLabel& label = labelOf(labels, region);
    return label.state == LabelState::Known ? &label.boxInFractions : nullptr;
}

void derive(RegionLabels& labels, std::string_view region, Box box) {
    RegionLabel& label = labelOf(labels, region);
    box = base::intersection(box, {0, 0, 1, 1});
    if (label.state != LabelState::Unknown || box.empty()) return;
    label = {LabelState::Known, LabelSource::Derived, box};
}

void deriveZones(RegionLabels& labels, const std::string& side) {
    const Box* lung = known(labels, side + " lung");
    if (lung == nullptr) return;
    const double third = lung->height() / 3;
    const auto band = [&](double from, double to) { return Box{lung->x1, lung->y1 + from, lung->x2, lung->y1 + to}; };
    derive(labels, side + " upper lung zone", band(0, third));
    derive(labels, side + " mid lung zone", band(third, 2 * third));
    derive(labels, side + " lower lung zone", band(2 * third, 3 * third));

    double apexHeight = lung->height() / 8;
    const Box* clavicle = known(labels, side + " clavicle");
    // A clavicle that begins above the lung says nothing of where the apex ends.
    if (clavicle != nullptr && clavicle->y1 > lung->y1 + lung->height() / 24)
        apexHeight = std::min(apexHeight, clavicle->y1 - lung->y1);
    derive(labels, side + " apical zone", band(0, apexHeight));
}

void deriveHeartParts(RegionLabels& labels, double columnsPerRow) {
    const Box* upper = known(labels, "upper mediastinum");
    const Box* arch = known(labels, "aortic arch");
    const Box* carina = known(labels, "carina");
    if (upper != nullptr && arch != nullptr && carina != nullptr && arch->y1 < carina->y2)
        derive(labels, "svc", {upper->x1, arch->y1, upper->x1 + upper->width() / 3, carina->y2 + carina->height() / 4});

    if (const Box* heart = known(labels, "cardiac silhouette"))
        derive(labels, "right atrium", {heart->x1, heart->y1 + heart->height() / 3, heart->center().x, heart->y2});

    const Box* svc = known(labels, "svc");
    const Box* atrium = known(labels, "right atrium");
    if (svc == nullptr || atrium == nullptr || svc->y1 >= atrium->y1) return;
    const double meet = (svc->y2 + atrium->y1) / 2;
    const double halfHeight = svc->width() * columnsPerRow / 2;
    derive(labels, "cavoatrial junction", {svc->x1, meet - halfHeight, svc->x2, meet + halfHeight});
}

void deriveAbdomen(RegionLabels& labels) {
    const Box* right = known(labels, "right hemidiaphragm");
    const Box* left = known(labels, "left hemidiaphragm");
    if (right == nullptr || left == nullptr) return;
    const double top = std::min(right->y1, left->y1);
    if (top < 0.97) {
        derive(labels, "abdomen", {0, top, 1, 1});
    } else if (RegionLabel& abdomen = labelOf(labels, "abdomen"); abdomen.state == LabelState::Unknown) {
        abdomen = {LabelState::Absent, LabelSource::Derived, {}};
    }
}

}  // namespace

void deriveRegions(RegionLabels& labels, double columnsPerRow) {
    deriveZones(labels, "right");
    deriveZones(labels, "left");
    deriveHeartParts(labels, columnsPerRow);
    deriveAbdomen(labels);
}

}  // namespace asg::regions
