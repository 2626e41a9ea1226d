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

/// For each tag: true present, false absent; nothing where nobody spoke of it.
using TagLabels = std::vector<std::optional<bool>>;

/// How radiologists of RSNA and STR classed a picture: an opacity such as pneumonia makes, something else, or nothing.
enum class RadiologistClass { Opacity, AbnormalWithoutOpacity, Normal };

/// What is known of one picture.
struct LabelledPicture {
    std::string path;     ///< relative to the data folder
    std::string patient;  ///< as in regions::RegionSample
    View view = View::PA;
    /// What its report said: mined from text, noisy, and silence counts as absent.
    TagLabels tags = TagLabels(domain::tagCount());
    /// Where the picture came from. Figures are given within one source: pictures were chosen otherwise in each.
    std::string source{};
    std::optional<RadiologistClass> radiologists{};
};

/// The 14 tags that NIH's labels speak of, in the order of the tags.
[[nodiscard]] const std::vector<domain::TagId>& nihTags();

/// Every folder of `data` with a labels.csv is a source: columns image (below its images/), finding_labels
/// ("Edema|Effusion" or "No Finding"), patient_id (the same person in all of them), view ("PA" or "AP") and, where a
/// folder holds pictures of several, source. With the classes of rsna_on_nih.csv, where that is. Sorted by path.
/// Errors: those of reading; NotFound when no folder has labels; InvalidData, naming the row, for a finding, a view or
/// a class that is not known, a name that leaves the folder, or a picture that stands twice.
[[nodiscard]] base::Result<std::vector<LabelledPicture>> readNihLabels(const std::filesystem::path& data);

/// The picture's labels with the radiologists' word before the report's: opacity is theirs alone; a picture that they
/// called normal has no finding, and one without opacity neither consolidation nor infiltration nor pneumonia.
[[nodiscard]] TagLabels cleanerLabels(const LabelledPicture& picture);

/// The kinds of opacity of the air spaces that NIH's labels have.
[[nodiscard]] const std::vector<domain::TagId>& airspaceTags();

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
