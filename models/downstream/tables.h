#pragma once

#include "core/base/result.h"
#include "models/downstream/labelled_set.h"
#include "models/training/csv.h"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asg::downstream {

/// Files directly in a folder whose names begin and end so, sorted; none for a folder that cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> filesNamed(const std::filesystem::path& folder, std::string_view begin,
                                                            std::string_view end);

/// The last of `filesNamed` (the newest version). Error: NotFound, naming the pattern.
[[nodiscard]] base::Result<std::filesystem::path> lastFileNamed(const std::filesystem::path& folder,
                                                                std::string_view begin, std::string_view end);

/// A table that has these columns. Errors: those of reading; InvalidData names the table and the missing column.
[[nodiscard]] base::Result<training::CsvTable> readTable(const std::filesystem::path& path,
                                                         const std::vector<std::string>& columns);

/// InvalidData "TABLE, row N: WHAT"; `row` counts from 0, people's rows from 1 below the heading.
[[nodiscard]] base::Error rowError(const std::filesystem::path& table, std::size_t row, base::Sentence what);

/// The lines of a small text file without their ends, empty ones left out. Errors: those of reading.
[[nodiscard]] base::Result<std::vector<std::string>> readLines(const std::filesystem::path& path);

/// The whole text as a number; nothing for anything else, infinity and NaN among it.
[[nodiscard]] std::optional<double> toNumber(std::string_view text);

/// All pictures in and below a folder by their name without extension: published sets nest them differently, and
/// people keep them as DICOM, PNG or JPEG.
class PictureIndex {
public:
    /// Walks the folder once. Blocks on the disk.
    explicit PictureIndex(const std::filesystem::path& folder);

    /// Path relative to the folder. `name` may have an extension and folders, which do not count.
    [[nodiscard]] const std::string* find(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> m_paths;
};

/// Adds a picture where its file is there, else notes it as left out.
void addPicture(LabelledSet& set, const PictureIndex& index, const std::string& name, LabelledPicture picture);

}  // namespace asg::downstream
