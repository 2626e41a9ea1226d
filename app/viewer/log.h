#pragma once

namespace asg::viewer {

/// The log file while it lives: $XDG_STATE_HOME/asg/asg-viewer.log (~/.local/state), at most 3 files of 1 MiB, flushed
/// with each line. Qt's warnings go there too. Never holds patient data, report text or paths of pictures.
class Log {
public:
    Log();
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
};

}  // namespace asg::viewer
