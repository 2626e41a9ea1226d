#include "models/regions/placement.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace asg::regions {
namespace {

double logUniform(base::Random& random, double limit) {
    return std::exp(random.uniform(-1, 1) * std::log1p(limit));
}

}  // namespace

Placement::Stretch::Stretch(double strength, double phase) {
    const double turn = 2 * std::numbers::pi;
    for (int i = 0; i <= kEntries; ++i)
        m_bend[i] = strength * (std::sin(turn * i / kEntries + phase) - std::sin(phase)) / turn;
}

double Placement::Stretch::toPicture(double t) const {
    const double position = (t - std::floor(t)) * kEntries;
    const int below = std::min(static_cast<int>(position), kEntries - 1);
    return t + std::lerp(m_bend[below], m_bend[below + 1], position - below);
}

double Placement::Stretch::fromPicture(double t) const {
    // t = g + bend(g) has slope above 0 and |bend'| below 1, so that the iteration contracts.
    double guess = t;
    for (int i = 0; i < 24; ++i) guess -= toPicture(guess) - t;
    return guess;
}

Placement::Placement(int rows, int columns) {
    const double longest = std::max(rows, columns);
    m_sideX = columns / longest;
    m_sideY = rows / longest;
}

Placement::Placement(int rows, int columns, const PlacementLimits& limits, base::Random& random)
    : Placement(rows, columns) {
    for (auto& stretch : m_stretch)
        stretch = Stretch(random.uniform(0, limits.warp), random.uniform(0, 2 * std::numbers::pi));
    if (random.chance(limits.cutChance)) {
        const auto border = [&] { return random.uniform(0, limits.cut); };
        m_cut = {border(), border(), 1 - border(), 1 - border()};
    }
    fitCut();
    const double scale = logUniform(random, limits.scale);
    const double aspect = std::sqrt(logUniform(random, limits.aspect));
    m_scaleX *= scale * aspect;
    m_scaleY *= scale / aspect;
    const double radians = random.uniform(-1, 1) * limits.rotation * std::numbers::pi / 180;
    m_cosine = std::cos(radians);
    m_sine = std::sin(radians);
    m_shift = {random.uniform(-limits.shift, limits.shift), random.uniform(-limits.shift, limits.shift)};
}

void Placement::show(const base::Box& cutInFractions, double radians) {
    m_cut = cutInFractions;
    fitCut();
    m_cosine = std::cos(radians);
    m_sine = std::sin(radians);
}

void Placement::fitCut() {
    const base::Box stretched{m_stretch[0].fromPicture(m_cut.x1), m_stretch[1].fromPicture(m_cut.y1),
                              m_stretch[0].fromPicture(m_cut.x2), m_stretch[1].fromPicture(m_cut.y2)};
    m_center = stretched.center();
    const double fit = 1 / std::max(stretched.width() * m_sideX, stretched.height() * m_sideY);
    m_scaleX = m_scaleY = fit;
}

base::Point Placement::toPicture(base::Point inCrop) const {
    base::Point p{inCrop.x - 0.5, inCrop.y - 0.5};
    for (int quarter = 0; quarter < m_quarters; ++quarter) p = {p.y, -p.x};
    p = {p.x - m_shift.x, p.y - m_shift.y};
    p = {m_cosine * p.x + m_sine * p.y, -m_sine * p.x + m_cosine * p.y};
    return {m_stretch[0].toPicture(p.x / (m_scaleX * m_sideX) + m_center.x),
            m_stretch[1].toPicture(p.y / (m_scaleY * m_sideY) + m_center.y)};
}

base::Box Placement::toCrop(const base::Box& inPicture) const {
    const base::Box box{(m_stretch[0].fromPicture(inPicture.x1) - m_center.x) * m_scaleX * m_sideX,
                        (m_stretch[1].fromPicture(inPicture.y1) - m_center.y) * m_scaleY * m_sideY,
                        (m_stretch[0].fromPicture(inPicture.x2) - m_center.x) * m_scaleX * m_sideX,
                        (m_stretch[1].fromPicture(inPicture.y2) - m_center.y) * m_scaleY * m_sideY};
    const base::Point center = box.center();
    const base::Point moved{m_cosine * center.x - m_sine * center.y + m_shift.x + 0.5,
                            m_sine * center.x + m_cosine * center.y + m_shift.y + 0.5};
    const double halfX = std::hypot(box.width() / 2 * m_cosine, box.height() / 2 * m_sine);
    const double halfY = std::hypot(box.width() / 2 * m_sine, box.height() / 2 * m_cosine);
    return {moved.x - halfX, moved.y - halfY, moved.x + halfX, moved.y + halfY};
}

}  // namespace asg::regions
