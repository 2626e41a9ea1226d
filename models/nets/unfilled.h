#pragma once

// Private to models/: includes Torch.

#include <c10/core/impl/LocalDispatchKeySet.h>

namespace asg::nets {

/// While it lives, the modules made on this thread get their memory as the system gives it: filling it with first
/// values does nothing. Random numbers for a network whose every value is then read from a file cost seconds and touch
/// every page of it.
///
/// Torch sends each operation to the kernels of the highest of its arguments' devices. "Meta", whose kernels know
/// shapes alone, counts as one of them here, so that `normal_`, `zero_` and their like leave the values alone; memory
/// is still that of the device asked for. Nothing may be computed meanwhile.
class Unfilled {
    // The guard below gives back less than it took (a device's bit stays): this one, which ends last, gives back all.
    c10::impl::ForceDispatchKeyGuard m_before;
    c10::impl::IncludeDispatchKeyGuard m_shapesAlone{c10::DispatchKey::Meta};
};

}  // namespace asg::nets
