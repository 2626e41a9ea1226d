#pragma once

#include "core/domain/radiograph.h"
#include "models/pretraining/importers.h"

#include <cstddef>
#include <functional>
#include <optional>

namespace asg::pretraining {

/// One picture's import: its entry with boxes in pixels of the original picture, and the picture itself.
struct ImportItem {
    Entry entry;
    std::filesystem::path source;
    std::string name;          ///< of the picture in the data set, without ending
    std::size_t warnings = 0;  ///< what was left out of it
    Annotations said = {};     ///< what people said of it
};

/// Fills an item once its picture is open: boxes need its size. Gives the number of warnings. Any thread.
using FillItem = std::function<base::Result<std::size_t>(ImportItem& item, const domain::Radiograph& picture)>;

/// Opens, fills, resizes and writes every item in threads; then writes the index. `skipped` is what was left out
/// before.
[[nodiscard]] base::Outcome<Imported> runImport(std::vector<ImportItem> items, const FillItem& fill,
                                                const std::string& source, std::vector<std::string> skipped,
                                                const ImportJob& job);

}  // namespace asg::pretraining
