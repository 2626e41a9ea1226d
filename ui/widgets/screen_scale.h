#pragma once

#include <optional>

class QScreen;

namespace asg::widgets {

// How large the pixels of a screen are, as somebody measured it: what a screen says of itself is often wrong. Kept for
// each screen by its maker, model, number and resolution, for the next starts, too. GUI thread.

/// Device pixels for one mm; nothing: nobody measured it.
[[nodiscard]] std::optional<double> measuredPixelsPerMm(const QScreen& screen);
void keepPixelsPerMm(const QScreen& screen, double pixelsPerMm);

/// What the screen says of itself, to begin with.
[[nodiscard]] double statedPixelsPerMm(const QScreen& screen);

}  // namespace asg::widgets
