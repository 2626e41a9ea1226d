#pragma once

namespace asg::presenters {
class Workspace;
}

namespace asg::viewer {

/// Runs the application until its window is closed, writes what waits to be written, and gives the exit code. A second
/// later the process ends, whatever is still busy in it: a library that is being loaded cannot be stopped, and nobody
/// waits for it any more. GUI thread.
[[nodiscard]] int runUntilClosed(presenters::Workspace& workspace);

}  // namespace asg::viewer
