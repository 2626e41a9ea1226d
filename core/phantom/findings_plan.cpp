#include "core/phantom/findings.h"
#include "core/phantom/region_labels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

namespace asg::phantom {
namespace {

bool isDevice(FindingKind kind) {
    return kind == FindingKind::Pacemaker || kind == FindingKind::EndotrachealTube ||
           kind == FindingKind::CentralLine || kind == FindingKind::SternotomyWires;
}

bool mayBeUncertain(FindingKind kind) {
    return kind == FindingKind::Consolidation || kind == FindingKind::Nodule || kind == FindingKind::PleuralEffusion ||
           kind == FindingKind::Atelectasis;
}

Zone zoneOf(std::optional<domain::RegionId> region, Random& random) {
    const Zone drawn = static_cast<Zone>(random.index(3));
    if (!region) return drawn;
    const auto name = domain::regionName(*region);
    if (name.ends_with("upper lung zone") || name.ends_with("apical zone")) return Zone::Upper;
    if (name.ends_with("mid lung zone")) return Zone::Mid;
    if (name.ends_with("lower lung zone")) return Zone::Lower;
    return drawn;
}

PlannedFinding plan(const WantedFinding& wanted, Random& random) {
    PlannedFinding p;
    p.kind = wanted.kind;
    const bool usuallyLeft = p.kind == FindingKind::Pacemaker;
    const bool usuallyRight = p.kind == FindingKind::CentralLine;
    const double leftShare = usuallyLeft ? 0.88 : usuallyRight ? 0.2 : 0.5;
    p.side = random.chance(leftShare) ? kLeft : kRight;
    auto side = wanted.side;
    if (!side && wanted.region) side = domain::regionSide(*wanted.region);
    if (side == domain::Side::Left) p.side = kLeft;
    if (side == domain::Side::Right) p.side = kRight;
    p.zone = zoneOf(wanted.region, random);
    p.extent = random.uniform(0.1, 1.0);
    p.rib = 4 + random.index(5);
    p.uncertain = random.chance(0.25) && mayBeUncertain(p.kind);
    p.unplaced = random.chance(0.12) && (p.kind == FindingKind::Nodule || p.kind == FindingKind::Consolidation);
    if (p.uncertain) p.extent *= 0.5;
    return p;
}

double likelihood(FindingKind kind, const Habitus& h) {
    switch (kind) {
        case FindingKind::EndotrachealTube: return h.apView ? 0.3 : 0;
        case FindingKind::CentralLine: return h.apView ? 0.35 : 0.05;
        case FindingKind::Pacemaker:
        case FindingKind::SternotomyWires: return h.age > 50 ? 0.12 : 0.02;
        case FindingKind::Hyperinflation: return h.age > 45 ? 0.10 : 0.02;
        case FindingKind::Cardiomegaly: return h.age > 45 ? 0.22 : 0.08;
        case FindingKind::RibFracture: return 0.07;
        case FindingKind::Pneumothorax: return 0.12;
        default: return 0.16;
    }
}

// Air and fluid in one pleural space look different from either alone; this phantom does not draw that.
void separatePleuralFindings(std::vector<PlannedFinding>& plans) {
    const auto find = [&](FindingKind kind) { return std::ranges::find(plans, kind, &PlannedFinding::kind); };
    const auto air = find(FindingKind::Pneumothorax);
    const auto fluid = find(FindingKind::PleuralEffusion);
    if (air != plans.end() && fluid != plans.end() && air->side == fluid->side) air->side = 1 - fluid->side;
}

}  // namespace

bool hasSide(FindingKind kind) noexcept {
    switch (kind) {
        case FindingKind::Cardiomegaly:
        case FindingKind::EndotrachealTube:
        case FindingKind::SternotomyWires:
        case FindingKind::Hyperinflation: return false;
        default: return true;
    }
}

std::vector<PlannedFinding> planFindings(const PhantomOptions& options, const Habitus& habitus, Random& random) {
    std::vector<PlannedFinding> plans;
    if (options.findings) {
        for (const WantedFinding& wanted : *options.findings) plans.push_back(plan(wanted, random));
        return plans;
    }
    const bool normal = random.chance(0.2);
    for (std::size_t i = 0; i < kFindingKindCount; ++i) {
        const auto kind = static_cast<FindingKind>(i);
        const bool drawn = random.chance(likelihood(kind, habitus));
        const PlannedFinding p = plan({kind, {}, {}}, random);
        if (drawn && !normal) plans.push_back(p);
    }
    separatePleuralFindings(plans);
    return plans;
}

void adaptHabitus(const std::vector<PlannedFinding>& plan, Habitus& habitus) {
    for (const PlannedFinding& p : plan) {
        if (p.kind == FindingKind::Cardiomegaly) habitus.heartScale = 1.28 + 0.18 * p.extent;
        if (p.kind == FindingKind::Hyperinflation) habitus.hyperinflation = 0.5 + 0.5 * p.extent;
    }
}

void breakRibs(const std::vector<PlannedFinding>& plan, Anatomy& anatomy, Random& random) {
    for (const PlannedFinding& p : plan)
        if (p.kind == FindingKind::RibFracture)
            anatomy.breaks.push_back(
                {p.side, p.rib, random.uniform(0.26, 0.4), (random.chance(0.5) ? 1 : -1) * (3.0 + 3.0 * p.extent)});
}

void drawFindings(std::vector<PlannedFinding>& plan, Scene& scene, Random& random) {
    const auto labelled = [&](std::uint32_t bits) {
        base::Box box;
        const auto& tissue = scene.tissue;
        for (int r = 0; r < tissue.soft.rows; ++r)
            for (int c = 0; c < tissue.soft.columns; ++c)
                if (tissue.labels[static_cast<std::size_t>(r) * tissue.soft.columns + c] & bits)
                    box = base::enclosing(box, {double(c), double(r), c + 1.0, r + 1.0});
        return box;
    };
    std::size_t fracture = 0;
    for (PlannedFinding& p : plan) {
        if (p.kind == FindingKind::Cardiomegaly) {
            p.boxInImagePixels = labelled(regionBit("cardiac silhouette"));
        } else if (p.kind == FindingKind::Hyperinflation) {
            p.boxInImagePixels = labelled(regionBit("right lung") | regionBit("left lung"));
        } else if (p.kind == FindingKind::RibFracture) {
            const RibBreak& broken = scene.anatomy.breaks[fracture++];
            const TubePoint centre = ribPoint(scene.anatomy, broken.side, broken.rib, broken.along);
            scene.brush.ellipse({centre.x, centre.y, 13, 13, 1});
            p.boxInImagePixels = scene.brush.extent();
            scene.brush.addTo(scene.tissue.bone, 0);
        } else {
            p.boxInImagePixels = isDevice(p.kind) ? drawDevice(p, scene, random) : drawLungFinding(p, scene, random);
        }
    }
}

}  // namespace asg::phantom
