#pragma once

namespace asg::training {

/// From now on this process keeps the memory that it frees for its next allocations instead of giving it back to the
/// system: every step of a training frees its activations and needs as much again, and pages fresh from the system
/// are first filled with zeros. For a process that only trains; does nothing without glibc.
void reuseFreedMemory();

}  // namespace asg::training
