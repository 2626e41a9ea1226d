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

constexpr auto kKinds = [] {
    using enum RegionKind;
    return std::array<RegionKind, domain::kRegionCount>{
        Lung,         // right lung
        Lung,         // right apical zone
        Lung,         // right upper lung zone
        Lung,         // right mid lung zone
        Lung,         // right lower lung zone
        Hilum,        // right hilar structures
        Border,       // right costophrenic angle
        Border,       // right hemidiaphragm
        Other,        // right clavicle
        Lung,         // left lung
        Lung,         // left apical zone
        Lung,         // left upper lung zone
        Lung,         // left mid lung zone
        Lung,         // left lower lung zone
        Hilum,        // left hilar structures
        Border,       // left costophrenic angle
        Border,       // left hemidiaphragm
        Other,        // left clavicle
        Airway,       // trachea
        Airway,       // carina
        Other,        // spine
        Mediastinum,  // aortic arch
        Mediastinum,  // mediastinum
        Mediastinum,  // upper mediastinum
        Mediastinum,  // svc
        Heart,        // cardiac silhouette
        Heart,        // cavoatrial junction
        Heart,        // right atrium
        Other,        // abdomen
        Border,       // right cardiophrenic angle
        Border,       // left cardiophrenic angle
        Other,        // right upper abdomen
        Other,        // left upper abdomen
        Heart,        // right cardiac silhouette
        Heart,        // left cardiac silhouette
        Mediastinum,  // descending aorta
    };
}();

}  // namespace

RegionKind kindOf(domain::RegionId region) noexcept {
    return region.value < kKinds.size() ? kKinds[region.value] : RegionKind::Other;
}

std::uint32_t colorOf(RegionKind kind) noexcept {
    switch (kind) {
        case RegionKind::Lung: return kOkabeIto[Sky];
        case RegionKind::Hilum: return kOkabeIto[Purple];
        case RegionKind::Border: return kOkabeIto[Orange];
        case RegionKind::Heart: return kOkabeIto[Vermillion];
        case RegionKind::Mediastinum: return kOkabeIto[Yellow];
        case RegionKind::Airway: return kOkabeIto[Green];
        case RegionKind::Other: break;
    }
    return kOkabeIto[Blue];
}

std::string_view nameOf(RegionKind kind) noexcept {
    switch (kind) {
        case RegionKind::Lung: return QT_TRANSLATE_NOOP("RegionKind", "lungs and zones");
        case RegionKind::Hilum: return QT_TRANSLATE_NOOP("RegionKind", "hila");
        case RegionKind::Border: return QT_TRANSLATE_NOOP("RegionKind", "diaphragm and angles");
        case RegionKind::Heart: return QT_TRANSLATE_NOOP("RegionKind", "heart");
        case RegionKind::Mediastinum: return QT_TRANSLATE_NOOP("RegionKind", "mediastinum and vessels");
        case RegionKind::Airway: return QT_TRANSLATE_NOOP("RegionKind", "airway");
        case RegionKind::Other: break;
    }
    return QT_TRANSLATE_NOOP("RegionKind", "bones and abdomen");
}

std::uint32_t colorOf(domain::RegionId region) noexcept {
    return region.value < kHues.size() ? kOkabeIto[kHues[region.value]] : kOkabeIto[Orange];
}

}  // namespace asg::render
