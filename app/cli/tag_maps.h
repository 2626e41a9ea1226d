#pragma once

#include "app/cli/result_folders.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace asg::cli {

/// The maps of an analysis' tags as pictures.
struct TagMaps {
    /// [{"tag", "file": "maps/edema.png", "rows", "columns", "scale", "box": [x1, y1, x2, y2]}]: a pixel times scale is
    /// the map's value; the box is what the whole map covers, in pixels of the stored image, and may reach beyond it.
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    std::vector<ResultFile> files;  ///< grey PNGs of 16 bits
};

/// Errors: Unsupported in a build without libpng.
[[nodiscard]] base::Result<TagMaps> tagMapsOf(const domain::Analysis& analysis);

}  // namespace asg::cli
