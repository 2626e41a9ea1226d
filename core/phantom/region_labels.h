#pragma once

#include "core/phantom/anatomy.h"

#include <cstdint>
#include <string_view>

namespace asg::phantom {

/// The bit of a region of that name (Chest ImaGenome's) in Tissue::labels.
[[nodiscard]] std::uint32_t regionBit(std::string_view name);

/// Which regions a point belongs to, of those that follow from the soft tissue's geometry (all but the clavicles).
///
/// Where nobody marks a region by its outline, the rule of docs/report-conventions.md §2 is used (zones, apices, svc,
/// right atrium, cavoatrial junction, abdomen); hila, carina and angles have the usual size of boxes that people draw
/// round them.
class RegionLabels {
public:
    explicit RegionLabels(const Anatomy& anatomy);

    struct Point {
        float x, y;         ///< patient's millimetres
        float dome;         ///< y of the dome at x
        float mediastinum;  ///< Anatomy::mediastinum there
        bool inCage;
    };
    [[nodiscard]] std::uint32_t at(const Point& p) const;

private:
    [[nodiscard]] std::uint32_t lungBits(const Point& p, int side, float absoluteX) const;
    [[nodiscard]] std::uint32_t mediastinalBits(const Point& p) const;

    struct SideBits {
        std::uint32_t lung, apex, upper, mid, lower, hilum, angle, diaphragm;
    };
    const Anatomy& m_anatomy;
    SideBits m_sides[2];
    std::uint32_t m_trachea, m_carina, m_spine, m_arch, m_mediastinum, m_upper, m_svc, m_heart, m_junction, m_atrium,
        m_abdomen;
};

}  // namespace asg::phantom
