#pragma once

#include "core/project/item_record.h"

#include <map>
#include <string>
#include <vector>

namespace asg::project {

/// A box that a reader drew, or said to fit, and did not take back.
struct VerifiedBox {
    base::Box boxInImagePixels;
    bool drawn = false;
};

/// A reader's word on a box that he was shown.
struct SaidOfBox {
    domain::RegionId region;
    base::Box boxInImagePixels;
    bool fits = true;
};

/// What one reader said of a picture's boxes.
struct ReaderBoxes {
    std::map<domain::RegionId, VerifiedBox> verified;  ///< one that he drew before one that he let stand
    std::vector<SaidOfBox> shown;  ///< the newest word on each; a box that he drew anew does not fit
};

/// What each reader said of the boxes of an item's picture, by their names; of copies of a journal that went their own
/// ways the newest word counts. Who said nothing of them is not among them. Pure.
[[nodiscard]] std::map<std::string, ReaderBoxes> readerBoxesOn(const ItemRecord& item);

}  // namespace asg::project
