#pragma once

#include "core/base/result.h"

#include <array>
#include <optional>
#include <string_view>

namespace asg::training {

/// A finding of NIH ChestX-ray14: its name in the tables there, and the tag that it is ("Effusion" → pleural effusion,
/// "Fibrosis" → scar).
struct NihFinding {
    std::string_view name;
    std::string_view tag;
};

/// All of them, in the order of the published benchmark.
inline constexpr std::array<NihFinding, 14> kNihFindings{{{"Atelectasis", "atelectasis"},
                                                          {"Cardiomegaly", "cardiomegaly"},
                                                          {"Effusion", "pleural effusion"},
                                                          {"Infiltration", "infiltration"},
                                                          {"Mass", "mass"},
                                                          {"Nodule", "nodule"},
                                                          {"Pneumonia", "pneumonia"},
                                                          {"Pneumothorax", "pneumothorax"},
                                                          {"Consolidation", "consolidation"},
                                                          {"Edema", "edema"},
                                                          {"Emphysema", "emphysema"},
                                                          {"Fibrosis", "scar"},
                                                          {"Pleural_Thickening", "pleural thicken"},
                                                          {"Hernia", "hernia"}}};

/// Its place among them; the list of boxes says "Infiltrate" for infiltration.
[[nodiscard]] std::optional<std::size_t> nihFinding(std::string_view name);

/// Which of them a cell such as "Effusion|Mass" or "No Finding" names. Error: InvalidData, the reason alone ("\"Gout\"
/// is none of NIH's 14 findings").
[[nodiscard]] base::Result<std::array<bool, kNihFindings.size()>> readNihFindings(std::string_view cell);

}  // namespace asg::training
