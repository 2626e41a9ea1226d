#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcitem.h>

#include <optional>
#include <string>
#include <vector>

namespace asg::io {

/// Small readers of single values; an absent, empty or unreadable one is nullopt or empty.
[[nodiscard]] std::string stringAt(DcmItem& item, const DcmTagKey& tag, unsigned long index = 0);
/// All values, joined by backslashes as stored, trailing blanks removed.
[[nodiscard]] std::string allStringsAt(DcmItem& item, const DcmTagKey& tag);
[[nodiscard]] std::optional<double> numberAt(DcmItem& item, const DcmTagKey& tag, unsigned long index = 0);
[[nodiscard]] std::optional<int> integerAt(DcmItem& item, const DcmTagKey& tag);
/// A 16-bit value that is signed or not by its VR (US, SS), read as its bits.
[[nodiscard]] std::optional<Uint16> wordAt(DcmItem& item, const DcmTagKey& tag, unsigned long index = 0);
/// An item of a sequence; null when there is none.
[[nodiscard]] DcmItem* itemAt(DcmItem& item, const DcmTagKey& sequence, unsigned long index = 0);
[[nodiscard]] bool hasValue(DcmItem& item, const DcmTagKey& tag);

/// Where an attribute of a frame may stand: the data set itself, or, in enhanced multi-frame objects, the named macro's
/// sequence in the functional groups of the frame and in the shared ones (PS3.3 C.7.6.16).
[[nodiscard]] DcmItem& scopeOf(DcmItem& dataSet, const DcmTagKey& macroSequence, int frame);

}  // namespace asg::io
