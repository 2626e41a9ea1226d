#pragma once

#include "core/base/result.h"

namespace asg::io {

/// Registers DCMTK's codecs once in the process, silences its log (its messages quote patient data), and looks
/// for its dictionary. Any thread. Error: NotFound where the dictionary file is missing, with the remedy.
[[nodiscard]] base::Result<void> prepareDicomLibrary();

}  // namespace asg::io
