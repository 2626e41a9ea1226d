#pragma once

namespace asg::nets {

/// What the input gate is asked of a picture, in the order of its logits.
enum class GateQuestion : int {
    Inverted,  ///< light and dark exchanged (a MONOCHROME1 mistake)
    Rotated,   ///< by 90°, 180° or 270°
    Mirrored,  ///< left and right exchanged
    NotChest,  ///< no frontal chest X-ray, or nothing like one
};
inline constexpr int kGateQuestions = 4;

}  // namespace asg::nets
