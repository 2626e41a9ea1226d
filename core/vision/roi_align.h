#pragma once

#include <span>

namespace asg::vision {

/// RoIAlign's weights along one axis of a grid (docs/network.md §4: adaptive sampling, one cell out, no half-pixel
/// shift): adds to `weights`, one for each cell of the axis, what the box from `start` to `end` (in cells) takes of it.
/// A cell's weight in the plane is that of its column times that of its row. Nothing is added for an edge that is no
/// number or farther than ten thousand cells away. Pure; any thread.
void addRoiWeights(float start, float end, std::span<float> weights);

}  // namespace asg::vision
