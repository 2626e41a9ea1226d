#pragma once

#include <filesystem>
#include <vector>

class QMimeData;

namespace asg::viewport {

/// The files and folders of this computer that are dragged, byte for byte: their names may be no UTF-8.
[[nodiscard]] std::vector<std::filesystem::path> droppedFiles(const QMimeData& data);

}  // namespace asg::viewport
