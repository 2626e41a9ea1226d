#pragma once

#include "core/base/result.h"
#include "core/domain/tag.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::tags {

/// How a frontal picture was taken. Figures are given within one view: a model that tells AP from PA would else look
/// as if it told edema from none.
enum class View { PA, AP };
inline constexpr std::array kViews{View::PA, View::AP};
[[nodiscard]] std::string_view name(View view) noexcept;

/// What the reports said of one picture. Mined from text: noisy, and silence counts as absent.
struct LabelledPicture {
    std::string path;     ///< relative to the data folder
    std::string patient;  ///< as in training::RegionSample
    View view = View::PA;
    /// 1 present, 0 absent; nothing for a tag that these labels never speak of.
    std::array<std::optional<bool>, domain::kTagCount> tags;
};

/// The 14 tags that NIH's labels speak of, in the order of the tags.
[[nodiscard]] const std::vector<domain::TagId>& nihTags();

/// chest_nih/labels.csv below `data`: columns image, finding_labels ("Edema|Effusion" or "No Finding"), patient_id,
/// view ("PA" or "AP"). Sorted by path. Errors: those of reading; InvalidData, naming the row, for a finding or a view
/// that is not known, a name that leaves the folder, or a picture that stands twice.
[[nodiscard]] base::Result<std::vector<LabelledPicture>> readNihLabels(const std::filesystem::path& data);

/// What several radiologists agreed on about one picture (chest_nih/google2019_adjudicated.csv).
struct AdjudicatedPicture {
    std::string path;
    std::string patient;
    View view = View::PA;
    bool airspaceOpacity = false;
};

/// Empty where there is no such file. Pictures that labels.csv does not list are left out.
[[nodiscard]] base::Result<std::vector<AdjudicatedPicture>> readAdjudicated(
    const std::filesystem::path& data, const std::vector<LabelledPicture>& pictures);

}  // namespace asg::tags
