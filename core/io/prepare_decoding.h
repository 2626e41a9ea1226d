#pragma once

namespace asg::io {

/// Starts the helper that decodes, so that the first picture does not wait for it. Takes a millisecond or two; any
/// thread. One that cannot be started is said with the first picture that needs it.
void prepareDecoding();

}  // namespace asg::io
