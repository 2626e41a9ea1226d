#pragma once

namespace asg::tests {

/// Both are for a process that has just been forked, before it becomes the program; they allocate nothing.

/// Ends the process by SIGSYS when it, or whatever it starts, opens a socket of any family but AF_UNIX. False: not
/// here.
[[nodiscard]] bool endAtFirstSocket();

/// Takes it where there is no network interface, not even the loopback one's address. False: not permitted.
[[nodiscard]] bool leaveNetwork();

}  // namespace asg::tests
