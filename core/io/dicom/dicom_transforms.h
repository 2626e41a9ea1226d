#pragma once

#include "core/domain/radiograph.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcitem.h>

#include <optional>
#include <utility>
#include <vector>

namespace asg::io {

/// Modality LUT Sequence, else Rescale, else the identity (PS3.3 C.11.1).
[[nodiscard]] domain::ModalityTransform modalityTransformOf(DcmItem& dataSet, int frame);
/// VOI LUT Sequence; damaged tables are left out (PS3.3 C.11.2).
[[nodiscard]] std::vector<domain::LookUpTable> voiLutsOf(DcmItem& dataSet, int frame);
/// Windows in the file's order; ones without a positive width are left out. A LINEAR window narrower than 1, which the
/// standard does not allow, is taken as LINEAR_EXACT, which is what its writer meant.
[[nodiscard]] std::vector<domain::Window> windowsOf(DcmItem& dataSet, int frame);
/// Presentation LUT Shape; empty where the file does not say.
[[nodiscard]] std::optional<domain::PresentationShape> shapeOf(DcmItem& dataSet);
/// Pixel Padding Value and Range Limit as stored values, lower first (PS3.3 C.7.5.1.1.2).
[[nodiscard]] std::optional<std::pair<std::int32_t, std::int32_t>> paddingOf(DcmItem& dataSet, bool isSigned);

}  // namespace asg::io
