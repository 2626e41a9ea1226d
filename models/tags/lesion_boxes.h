#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/domain/tag.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace asg::tags {

/// A place that a radiologist marked.
struct LesionBox {
    domain::TagId tag;
    base::Box boxInFractions;  ///< of the picture's columns and rows, 0..1
};

/// By path below the data folder.
using LesionBoxes = std::map<std::string, std::vector<LesionBox>>;

/// Opacities: rsna_on_nih.csv, columns picture and boxes ("[[x1, y1, x2, y2], …]", fractions). Empty where there is no
/// such file. Errors: those of reading; InvalidData, naming the row, for what is no box.
[[nodiscard]] base::Result<LesionBoxes> readOpacityBoxes(const std::filesystem::path& data);

/// Lesions of NIH's own list: nih_lesion_boxes.csv, columns picture, label and box ("[x1, y1, x2, y2]"). Otherwise the
/// same; InvalidData for a label that is none of NIH's findings too.
[[nodiscard]] base::Result<LesionBoxes> readNihLesionBoxes(const std::filesystem::path& data);

}  // namespace asg::tags
