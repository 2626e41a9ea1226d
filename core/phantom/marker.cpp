#include "core/phantom/marker.h"

#include "core/phantom/portable_math.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace asg::phantom {
namespace {

struct Stroke {
    double x1, y1, x2, y2;
};

// Letters of lead: strokes in a box of width 0.6 and height 1, y down.
std::vector<Stroke> letterStrokes(char letter) {
    std::vector<Stroke> strokes{{0, 0, 0, 1}};
    if (letter == 'L') {
        strokes.push_back({0, 1, 0.55, 1});
        return strokes;
    }
    strokes.push_back({0, 0, 0.3, 0});
    constexpr int kArc = 8;
    for (int i = 0; i < kArc; ++i) {
        const auto on = [&](int k) {
            const double angle = -math::kPi / 2 + math::kPi * k / kArc;
            return std::pair(0.3 + 0.26 * math::cosine(angle), 0.25 + 0.25 * math::sine(angle));
        };
        const auto [x1, y1] = on(i);
        const auto [x2, y2] = on(i + 1);
        strokes.push_back({x1, y1, x2, y2});
    }
    strokes.push_back({0.3, 0.5, 0, 0.5});
    strokes.push_back({0.25, 0.5, 0.58, 1});
    return strokes;
}

struct LetterPlace {
    double left, top, height, width;  ///< pixels; width of the stroke
    double tilt;
};

void burnLetter(Plane& picture, char letter, const LetterPlace& place, float value) {
    const double cosine = math::cosine(place.tilt);
    const double sine = math::sine(place.tilt);
    const auto turned = [&](double x, double y) {
        return std::pair(place.left + place.height * (x * cosine - y * sine),
                         place.top + place.height * (x * sine + y * cosine));
    };
    const double half = std::max(0.6, place.width / 2);
    for (const Stroke& s : letterStrokes(letter)) {
        const auto [x1, y1] = turned(s.x1, s.y1);
        const auto [x2, y2] = turned(s.x2, s.y2);
        const double length2 = std::max(1e-9, (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        const int top = std::max(0, static_cast<int>(std::min(y1, y2) - half - 1));
        const int bottom = std::min(picture.rows, static_cast<int>(std::max(y1, y2) + half + 2));
        const int left = std::max(0, static_cast<int>(std::min(x1, x2) - half - 1));
        const int right = std::min(picture.columns, static_cast<int>(std::max(x1, x2) + half + 2));
        for (int r = top; r < bottom; ++r)
            for (int c = left; c < right; ++c) {
                const double px = c + 0.5 - x1;
                const double py = r + 0.5 - y1;
                const double along = std::clamp((px * (x2 - x1) + py * (y2 - y1)) / length2, 0.0, 1.0);
                const double ex = px - along * (x2 - x1);
                const double ey = py - along * (y2 - y1);
                const auto cover = static_cast<float>(std::clamp(half + 0.5 - std::sqrt(ex * ex + ey * ey), 0.0, 1.0));
                float& v = picture.row(r)[c];
                v = std::max(v, v + cover * (value - v));
            }
    }
}

// Shutters of the collimator: what they cover was hardly exposed.
void burnShutters(Plane& picture, double mmPerPixel, Random& random) {
    const auto edge = [&] { return random.uniform(1, 9) / mmPerPixel; };
    const double left = edge();
    const double right = edge();
    const double top = edge();
    const double bottom = edge();
    const double soft = 0.8 / mmPerPixel;
    for (int r = 0; r < picture.rows; ++r)
        for (int c = 0; c < picture.columns; ++c) {
            const double inside = std::min({c - left, picture.columns - right - c, r - top, picture.rows - bottom - r});
            const auto shade = static_cast<float>(std::clamp(inside / soft + 0.5, 0.0, 1.0));
            picture.row(r)[c] *= 0.02F + 0.98F * shade;
        }
}

}  // namespace

void burnMarker(Plane& picture, double mmPerPixel, bool bedside, Random& random) {
    if (random.chance(0.35)) burnShutters(picture, mmPerPixel, random);
    const bool leftSide = random.chance(0.6);
    const double height = random.uniform(12, 19) / mmPerPixel;
    const double inset = random.uniform(14, 26) / mmPerPixel;
    LetterPlace place{leftSide ? picture.columns - inset - 0.6 * height : inset, random.uniform(12, 34) / mmPerPixel,
                      height, height * random.uniform(0.13, 0.18), random.around(0, bedside ? 0.12 : 0.05)};
    burnLetter(picture, leftSide ? 'L' : 'R', place, static_cast<float>(random.uniform(0.93, 1.0)));
}

}  // namespace asg::phantom
