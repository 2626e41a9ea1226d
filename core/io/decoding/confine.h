#pragma once

#include "core/io/decoding/messages.h"

#include <cstddef>
#include <cstdint>

namespace asg::io {

/// A sanitizer takes terabytes of addresses and looks at files: it is not limited.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif
#else
inline constexpr bool kIsSanitized = false;
#endif

/// The limits of memory and processor time of this process, set anew for each picture.
class ProcessLimits {
public:
    /// Notes what the process takes by itself.
    ProcessLimits();
    /// From now on: so much more than it takes by itself and for the picture's file, and so much more than it has
    /// worked. An allocation beyond fails, work beyond ends the process (SIGXCPU). With a sanitizer memory is not
    /// limited: it takes terabytes of addresses.
    void apply(const HelperLimits& limits, std::uint64_t fileBytes) const;

private:
    std::size_t m_ownBytes = 0;
};

/// Leaves the process nothing but memory, its threads and the descriptors that are open: kHelperSocket and the standard
/// streams. No file is opened or written, no program started, no socket made, no core left. Where the kernel knows no
/// such filter (seccomp), or with a sanitizer, which needs more, only the descriptors and what may be written are
/// limited.
void confine();

}  // namespace asg::io
