#pragma once

#include <QString>

namespace asg::render {

/// Text from a file for the eye: what would hide, break or reorder the words beside it (control characters, directional
/// overrides, invisible format characters) stands there as a sign of its own. Line ends and tabs stay. Each UTF-16 unit
/// stays at its place, so that spans of the text hold. Pure; any thread.
[[nodiscard]] QString visibleText(QString text);

/// The same for what stands in one line, such as a file's name: line ends and tabs are signs too.
[[nodiscard]] QString visibleLine(QString text);

}  // namespace asg::render
