#pragma once

#include "core/domain/radiograph.h"
#include "core/io/dicom/dicom_elements.h"
#include "core/io/limits.h"

#include <optional>
#include <utility>
#include <vector>

namespace asg::io {

/// Modality LUT Sequence, else Rescale, else the identity (PS3.3 C.11.1).
[[nodiscard]] domain::ModalityTransform modalityTransformOf(const DicomItem& dataSet, int frame);
/// VOI LUT Sequence, the first kMostTables of it; damaged tables are left out (PS3.3 C.11.2). Where entries do not fill
/// the depth that the descriptor declares, or exceed it, the depth is that of the entries.
[[nodiscard]] std::vector<domain::LookUpTable> voiLutsOf(const DicomItem& dataSet, int frame);
/// Windows in the file's order; ones that are no numbers or have no positive width are left out. A LINEAR window
/// narrower than 1, which the standard does not allow, is taken as LINEAR_EXACT, which is what its writer meant.
[[nodiscard]] std::vector<domain::Window> windowsOf(const DicomItem& dataSet, int frame);
/// Presentation LUT Shape; empty where the file does not say.
[[nodiscard]] std::optional<domain::PresentationShape> shapeOf(const DicomItem& dataSet);
/// Pixel Padding Value and Range Limit as stored values, lower first (PS3.3 C.7.5.1.1.2).
[[nodiscard]] std::optional<std::pair<std::int32_t, std::int32_t>> paddingOf(const DicomItem& dataSet, bool isSigned);

}  // namespace asg::io
