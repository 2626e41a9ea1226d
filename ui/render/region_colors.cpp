#include "ui/render/region_colors.h"

namespace asg::render {
namespace {

enum Hue : std::uint8_t { Orange, Sky, Green, Yellow, Blue, Vermillion, Purple };

// A colouring of the graph "touches or encloses" over the regions, partners of the two sides taken as one node.
constexpr std::array<Hue, domain::kRegionCount> kHues{
    Sky,         // right lung
    Purple,      // right apical zone
    Orange,      // right upper lung zone
    Yellow,      // right mid lung zone
    Green,       // right lower lung zone
    Blue,        // right hilar structures
    Vermillion,  // right costophrenic angle
    Orange,      // right hemidiaphragm
    Yellow,      // right clavicle
    Sky,         // left lung
    Purple,      // left apical zone
    Orange,      // left upper lung zone
    Yellow,      // left mid lung zone
    Green,       // left lower lung zone
    Blue,        // left hilar structures
    Vermillion,  // left costophrenic angle
    Orange,      // left hemidiaphragm
    Yellow,      // left clavicle
    Vermillion,  // trachea
    Yellow,      // carina
    Blue,        // spine
    Purple,      // aortic arch
    Orange,      // mediastinum
    Green,       // upper mediastinum
    Purple,      // svc
    Vermillion,  // cardiac silhouette
    Green,       // cavoatrial junction
    Yellow,      // right atrium
    Purple,      // abdomen
    Yellow,      // right cardiophrenic angle
    Yellow,      // left cardiophrenic angle
    Green,       // right upper abdomen
    Green,       // left upper abdomen
    Green,       // right cardiac silhouette
    Green,       // left cardiac silhouette
    Yellow,      // descending aorta
};

}  // namespace

std::uint32_t colorOf(domain::RegionId region) noexcept {
    return region.value < kHues.size() ? kOkabeIto[kHues[region.value]] : kOkabeIto[Orange];
}

}  // namespace asg::render
