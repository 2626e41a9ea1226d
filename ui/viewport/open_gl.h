#pragma once

#include <QString>
#include <QSurfaceFormat>

namespace asg::viewport {

/// What VTK draws with.
[[nodiscard]] QSurfaceFormat neededFormat();

/// OpenGL as the views would get it here.
struct OpenGlFacts {
    bool isUsable = false;  ///< a context of the version that is needed can be made, and a widget drawn with it
    QString renderer;       ///< who draws, in the driver's words: "llvmpipe (LLVM 15.0.6, 256 bits)"; empty: nobody
    QString version;        ///< likewise
};

/// Makes a context to find out, and lets it go. GUI thread.
[[nodiscard]] OpenGlFacts openGlFacts();

}  // namespace asg::viewport
