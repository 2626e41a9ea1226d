#pragma once

#include "core/base/result.h"
#include "models/regions/region_sample.h"

#include <filesystem>
#include <vector>

namespace asg::regions {

/// Every picture of the folders chest_regions, chest_mhh and chest_nih below `data` (a folder that is missing adds
/// nothing), sorted by path, with its labels:
/// radiologists' lung boxes (chest_regions/lung_boxes_coco.json), boxes read off the pictures (region_boxes_read.json;
/// a region of its 17 that is missing there was not visible) and what `deriveRegions` makes of them.
///
/// `mayTrain` follows the licence of each picture: CC BY without NC, ND or SA, and NIH's. Errors: NotFound when none of
/// the folders is there; InvalidData, naming the file, for tables that break their rules. Reads no picture.
[[nodiscard]] base::Result<std::vector<RegionSample>> importRegionData(const std::filesystem::path& data);

/// The 17 regions of region_boxes_read.json.
[[nodiscard]] const std::vector<domain::RegionId>& readRegions();

/// CC BY, with no condition that a shipped weight could break.
[[nodiscard]] bool licenceAllowsTraining(std::string_view licence);

}  // namespace asg::regions
