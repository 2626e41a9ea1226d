#pragma once

#include "core/domain/radiograph.h"
#include "core/io/model_gate.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcitem.h>

#include <optional>
#include <string>

namespace asg::io {

/// A text in UTF-8, and whether it could only be read by guessing at its character set.
struct DecodedText {
    std::string text;
    bool guessed = false;
};

/// By the item's Specific Character Set (PS3.3 C.12.1.1.2). Where that is missing, unknown or wrong: as UTF-8 if it is,
/// else as Latin-1.
[[nodiscard]] DecodedText toUtf8(DcmItem& dataSet, const std::string& stored);

/// Patient and study text; `guessed` is set when some text's character set had to be guessed.
[[nodiscard]] domain::StudyText studyTextOf(DcmItem& dataSet, bool& guessed);

/// View Position, else the view's code meaning, else the series or processing description when it names exactly one
/// view, else lateral when Patient Orientation says so.
[[nodiscard]] domain::View viewOf(DcmItem& dataSet);

/// Pixel Spacing when calibrated or alone, else Imager Pixel Spacing over the magnification, else Nominal Scanned Pixel
/// Spacing (PS3.3 10.7.1).
[[nodiscard]] std::optional<domain::PixelSpacing> spacingOf(DcmItem& dataSet, int frame);

/// Everything but isColor, frames, rows and columns.
[[nodiscard]] GateFacts gateFactsOf(DcmItem& dataSet);

}  // namespace asg::io
