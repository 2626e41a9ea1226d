#pragma once

#include "core/project/item_record.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asg::project {

/// A box that a reader drew, or said to fit, and did not take back.
struct VerifiedBox {
    base::Box boxInImagePixels;
    bool drawn = false;
    std::string time = {};  ///< of the decision
};

/// A reader's word on a box that he was shown.
struct SaidOfBox {
    domain::RegionId region;
    base::Box boxInImagePixels;
    bool fits = true;
    std::string time = {};  ///< of the decision
};

/// What one reader said of a picture's boxes.
struct ReaderBoxes {
    std::map<domain::RegionId, VerifiedBox> verified;  ///< one that he drew before one that he let stand
    std::vector<SaidOfBox> shown;  ///< the newest word on each, in the order said; a box that he drew anew does not fit
};

/// What each reader said of the boxes of an item's picture, by their names; of copies of a journal that went their own
/// ways the newest word counts, and what was taken back in one of them does not. Who said nothing of them is not among
/// them. Pure.
[[nodiscard]] std::map<std::string, ReaderBoxes> readerBoxesOn(const ItemRecord& item);

/// What a reader said of where one region is, in pixels of the image.
struct ReaderBox {
    /// The verified one; nothing: none that he was shown fits, and he drew none.
    std::optional<base::Box> own;
    std::optional<base::Box> shown;  ///< the one that he spoke of last, a model's or labels'; nothing: there was none
    bool drawn = false;
    std::string time = {};  ///< of what he said last
};

/// The same by region, then by reader. Pure.
[[nodiscard]] std::map<domain::RegionId, std::map<std::string, ReaderBox>> boxesOn(const ItemRecord& item);

}  // namespace asg::project
