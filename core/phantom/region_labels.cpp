#include "core/phantom/region_labels.h"

#include "core/domain/region.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace asg::phantom {
namespace {

constexpr float kTracheaHalfWidth = 10;
constexpr float kTracheaTop = -42;
constexpr float kSpineHalfWidth = 22;

bool inEllipse(float dx, float dy, float halfX, float halfY) {
    return dx * dx / (halfX * halfX) + dy * dy / (halfY * halfY) < 1;
}

}  // namespace

std::uint32_t regionBit(std::string_view name) {
    const auto region = domain::regionFromName(name);
    return region && region->value < domain::kModelRegionCount ? 1U << region->value : 0U;
}

RegionLabels::RegionLabels(const Anatomy& anatomy)
    : m_anatomy(anatomy),
      m_trachea(regionBit("trachea")),
      m_carina(regionBit("carina")),
      m_spine(regionBit("spine")),
      m_arch(regionBit("aortic arch")),
      m_mediastinum(regionBit("mediastinum")),
      m_upper(regionBit("upper mediastinum")),
      m_svc(regionBit("svc")),
      m_heart(regionBit("cardiac silhouette")),
      m_junction(regionBit("cavoatrial junction")),
      m_atrium(regionBit("right atrium")),
      m_abdomen(regionBit("abdomen")) {
    for (int side : {kRight, kLeft}) {
        const std::string word = side == kRight ? "right " : "left ";
        m_sides[side] = {regionBit(word + "lung"),
                         regionBit(word + "apical zone"),
                         regionBit(word + "upper lung zone"),
                         regionBit(word + "mid lung zone"),
                         regionBit(word + "lower lung zone"),
                         regionBit(word + "hilar structures"),
                         regionBit(word + "costophrenic angle"),
                         regionBit(word + "hemidiaphragm")};
    }
}

std::uint32_t RegionLabels::lungBits(const Point& p, int side, float absoluteX) const {
    const Anatomy& a = m_anatomy;
    const SideBits& bits = m_sides[side];
    std::uint32_t found = 0;
    const auto top = static_cast<float>(a.lungTop[side]);
    const auto height = static_cast<float>(a.lungBottom[side]) - top;
    if (p.inCage && p.y < p.dome && p.mediastinum <= 0) {
        const float part = (p.y - top) / height;
        found |= bits.lung;
        found |= part < 1.0F / 3 ? bits.upper : part < 2.0F / 3 ? bits.mid : bits.lower;
        if (part < 1.0F / 8) found |= bits.apex;
        if (inEllipse(absoluteX - static_cast<float>(a.hilumX[side]), p.y - static_cast<float>(a.hilumY[side]), 20,
                      side == kRight ? 41.0F : 32.0F))
            found |= bits.hilum;
    }
    const float half = 0.15F * (static_cast<float>(a.angleX[side]) - 26);
    if (std::abs(absoluteX - static_cast<float>(a.angleX[side]) + 0.02F * half) < half &&
        std::abs(p.y - static_cast<float>(a.lungBottom[side]) + 0.1F * half) < half)
        found |= bits.angle;
    if (p.inCage && p.mediastinum <= 0 && std::abs(p.y - p.dome) < 2.5F) found |= bits.diaphragm;
    return found;
}

std::uint32_t RegionLabels::mediastinalBits(const Point& p) const {
    const Anatomy& a = m_anatomy;
    const auto carinaX = static_cast<float>(a.carinaX);
    const auto carinaY = static_cast<float>(a.carinaY);
    const auto heartTop = static_cast<float>(a.heartTop);
    const auto heartBottom = static_cast<float>(a.heartBottom);
    std::uint32_t found = 0;
    if (p.y > kTracheaTop && p.y < carinaY &&
        std::abs(p.x - carinaX * std::clamp(p.y / carinaY, 0.0F, 1.0F)) < kTracheaHalfWidth)
        found |= m_trachea;
    if (std::abs(p.x - carinaX) < 14 && std::abs(p.y - carinaY) < 12) found |= m_carina;
    if (p.mediastinum <= 0) return found;

    const bool below = p.y > heartTop;
    if ((p.y > 0 && p.y < heartBottom - 40) || a.heartAt(p.x, p.y) > 0) found |= m_mediastinum;
    if (p.y > 0 && p.y < carinaY + 4) found |= m_upper;
    if (inEllipse(p.x - static_cast<float>(a.archX), p.y - static_cast<float>(a.archY),
                  static_cast<float>(a.archRadius), static_cast<float>(a.archRadius)))
        found |= m_arch;
    const float fromRightBorder = p.x + a.mediastinumEdge[kRight](p.y);
    if (p.y > static_cast<float>(a.archY) - 12 && p.y < heartTop && fromRightBorder < 17) found |= m_svc;
    if (below && a.heartAt(p.x, p.y) > 0) {
        found |= m_heart;
        const auto middle = static_cast<float>(a.heartLeft + a.heartRight) / 2;
        if (p.x < middle && p.y > heartTop + (heartBottom - heartTop) / 3) found |= m_atrium;
        if (p.y < heartTop + 20 && fromRightBorder < 20) found |= m_junction;
    }
    return found;
}

std::uint32_t RegionLabels::at(const Point& p) const {
    const Anatomy& a = m_anatomy;
    const int side = p.x < 0 ? kRight : kLeft;
    const float absoluteX = std::abs(p.x);
    std::uint32_t found = lungBits(p, side, absoluteX) | mediastinalBits(p);
    if (absoluteX < kSpineHalfWidth) found |= m_spine;
    const bool outsideCage = absoluteX > static_cast<float>(a.angleX[side]);
    if (p.y > (outsideCage ? static_cast<float>(a.lungBottom[side]) : p.dome)) found |= m_abdomen;
    return found;
}

}  // namespace asg::phantom
