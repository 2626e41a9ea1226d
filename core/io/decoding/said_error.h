#pragma once

#include "core/base/error.h"
#include "core/io/decoding/parcel.h"

/// An error on its way from the helper to the program, which says it in its own language: its sentence travels as words
/// in English and their arguments, and the program finds its own literal of the same words.
namespace asg::io {

/// Sentences of other rooms, and those that are nested deeper than any here, go as text.
void putError(ParcelWriter& parcel, const base::Error& error);
/// The parcel is refused where it has words that no decoder says, or not the arguments that they ask for.
[[nodiscard]] base::Error takeError(ParcelReader& parcel);

}  // namespace asg::io
