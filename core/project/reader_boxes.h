#pragma once

#include "core/base/geometry.h"
#include "core/domain/region.h"
#include "core/domain/review.h"
#include "core/project/item_record.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace asg::project {

/// What a reader said of where a region is, in pixels of the image.
struct ReaderBox {
    /// The one that he drew, or the one that he was shown and said to fit; nothing: that one does not fit, and he drew
    /// none.
    std::optional<base::Box> own;
    std::optional<base::Box> shown;  ///< a model's or labels'; nothing: there was none
    bool drawn = false;
    std::string time = {};  ///< of the decision
};

/// Of each region that a reader said something of, what he said last and did not take back. `given` are one reader's
/// decisions on one picture. Pure.
[[nodiscard]] std::map<domain::RegionId, ReaderBox> readerBoxes(std::span<const domain::ReviewDecision> given);

/// The same of all readers of an item, by region and name; of what a reader said in several copies the newest counts,
/// and what was taken back in one of them does not. Pure.
[[nodiscard]] std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxesOn(const ItemRecord& item);

}  // namespace asg::project
