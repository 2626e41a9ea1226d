#pragma once

#include "core/base/result.h"
#include "models/weights/pickle_value.h"

#include <cstdint>
#include <iosfwd>

namespace asg::weights {

/// Reads one pickle (protocols 0 to 5) from where the stream stands up to its STOP, as data: no global is imported and
/// nothing is called. A few globals are known by name and understood (Torch's tensor rebuilders, OrderedDict, Size);
/// what any other would make is an Opaque value that carries its name.
///
/// The pickle is untrusted: at most `maximumBytes` of it are read, at most four million values are made, every length
/// is checked against what is left. Errors: Corrupt (with the reason), Unsupported (extension registry, persistent ids
/// that are not Torch's), TooLarge.
[[nodiscard]] base::Result<PickleHeap> readPickle(std::istream& stream, std::uint64_t maximumBytes);

}  // namespace asg::weights
