#pragma once

#include "core/domain/radiograph.h"
#include "core/io/dicom/dicom_elements.h"
#include "core/io/model_gate.h"

#include <optional>
#include <string>
#include <vector>

namespace asg::io {

/// A text in UTF-8, and whether it could only be read by guessing at its character set.
struct DecodedText {
    std::string text;
    bool guessed = false;
};

/// By the data set's Specific Character Set. Where that is missing, unknown or wrong: as UTF-8 if it is, else as
/// Latin-1. Whole values go in, because a backslash may be half of a character.
[[nodiscard]] DecodedText toUtf8(const DicomItem& dataSet, const std::string& stored);

/// The values of a text, of the data set or of an item in it, in UTF-8.
[[nodiscard]] std::vector<std::string> textsAt(const DicomItem& dataSet, const DicomItem& item, const DcmTagKey& tag);

/// Patient and study text; `guessed` is set when some text's character set had to be guessed.
[[nodiscard]] domain::StudyText studyTextOf(const DicomItem& dataSet, bool& guessed);

/// View Position, else the view's code (its meaning, or its value where the meaning is not understood), else the series
/// or processing description when it names exactly one view, else lateral when Patient Orientation says so.
[[nodiscard]] domain::View viewOf(const DicomItem& dataSet);

/// Pixel Spacing when calibrated or alone, else Imager Pixel Spacing over the magnification (the given one, or that of
/// the distances from the source), else Nominal Scanned Pixel Spacing (PS3.3 10.7.1).
[[nodiscard]] std::optional<domain::PixelSpacing> spacingOf(const DicomItem& dataSet, int frame);

/// Everything but isColor, frames, rows and columns.
[[nodiscard]] GateFacts gateFactsOf(const DicomItem& dataSet);

}  // namespace asg::io
