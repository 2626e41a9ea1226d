#pragma once

#include "core/base/geometry.h"
#include "core/domain/region.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::regions {

/// What is known of one region in one picture. `Absent` is a statement; `Unknown` says that nobody looked.
enum class LabelState : std::uint8_t { Unknown, Absent, Known };

/// Who says so; the card lists what taught each region.
enum class LabelSource : std::uint8_t { None, Radiologist, Read, ReadAdjusted, Derived, Phantom, SelfTaught, Verified };

[[nodiscard]] std::string_view name(LabelSource source) noexcept;

struct RegionLabel {
    LabelState state = LabelState::Unknown;
    LabelSource source = LabelSource::None;
    base::Box boxInFractions;  ///< of the picture's columns and rows, 0..1
};

/// One per model region, in their order.
using RegionLabels = std::array<RegionLabel, domain::kModelRegionCount>;

/// One picture of the data set with what is known of it. Values; the pixels stand in a training::PreparedImage.
struct RegionSample {
    std::string path;          ///< relative to the data folder
    std::string data;          ///< "chest_regions", "chest_mhh", "chest_nih", "chest_nih2" or "phantom"
    std::string patient;       ///< the same for all pictures of a patient; never shown
    std::string licence;       ///< as the data says
    bool mayTrain = false;     ///< false: evaluation only
    double columnsPerRow = 1;  ///< the picture's width over its height, where a table says it
    RegionLabels labels;  ///< for training: radiologists' boxes win over read ones, the rest derived where possible
    RegionLabels read;    ///< as read off the picture (region_boxes_read.json) alone
    RegionLabels radiologist;  ///< as marked by radiologists alone

    /// Box of the mask of heart and mediastinum that other readers drew, where there is one; for evaluation alone.
    std::optional<base::Box> cardiomediastinumInFractions;

    [[nodiscard]] bool isRead() const;
    [[nodiscard]] bool hasLabels() const;
    /// Read or marked by radiologists: something to compare with.
    [[nodiscard]] bool isOfUse() const;
};

/// The label of the region of that name; the name must be one of the 29.
[[nodiscard]] RegionLabel& labelOf(RegionLabels& labels, std::string_view region);
[[nodiscard]] const RegionLabel& labelOf(const RegionLabels& labels, std::string_view region);

}  // namespace asg::regions
