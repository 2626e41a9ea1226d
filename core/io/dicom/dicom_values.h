#pragma once

#include "core/io/dicom/dicom_elements.h"
#include "core/io/limits.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asg::io {

/// Small readers of single values; an absent, empty or unreadable one is nullopt or empty. Bytes beyond
/// kMostTextBytes of a text, and values beyond kMostValues, are not looked at.

/// A value of text as stored, without the blanks around it; `index` counts the values between backslashes.
[[nodiscard]] std::string stringAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index = 0);
/// All values, with the backslashes between them.
[[nodiscard]] std::string allStringsAt(const DicomItem& item, const DcmTagKey& tag);
/// A Code String or the like, for comparing: in upper case and without any blanks.
[[nodiscard]] std::string codeAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index = 0);
/// Text or binary number, by its VR; not finite ones are none.
[[nodiscard]] std::optional<double> numberAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index = 0);
/// The same, cut to a whole number.
[[nodiscard]] std::optional<int> integerAt(const DicomItem& item, const DcmTagKey& tag);
/// The values as 16-bit words in the machine's order, whatever their VR says that they are.
[[nodiscard]] std::vector<std::uint16_t> wordsAt(const DicomItem& item, const DcmTagKey& tag, std::size_t most);
/// At most `most` items of a sequence.
[[nodiscard]] std::vector<DicomItem> itemsAt(const DicomItem& item, const DcmTagKey& sequence, std::size_t most);
/// One item, from 0; empty when there is none.
[[nodiscard]] DicomItem itemAt(const DicomItem& item, const DcmTagKey& sequence, std::size_t index = 0);
[[nodiscard]] bool hasValue(const DicomItem& item, const DcmTagKey& tag);

/// Where an attribute of a frame may stand: the data set itself, or, in enhanced multi-frame objects, the named macro's
/// sequence in the functional groups of the frame and in the shared ones (PS3.3 C.7.6.16).
[[nodiscard]] DicomItem scopeOf(const DicomItem& dataSet, const DcmTagKey& macroSequence, int frame);

}  // namespace asg::io
