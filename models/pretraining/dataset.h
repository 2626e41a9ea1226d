#pragma once

#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asg::pretraining {

inline constexpr const char* kDatasetSchema = "asg-dataset/1";
inline constexpr const char* kIndexFile = "index.jsonl";

enum class Split : std::uint8_t { Train, Validate, Test };

/// "train", "validate", "test".
[[nodiscard]] std::string_view name(Split split) noexcept;
[[nodiscard]] std::optional<Split> splitFromName(std::string_view name) noexcept;

/// One picture of a data set with everything that is known of it.
struct Entry {
    std::string image;                                ///< path, relative to the data set's folder
    std::string sha256;                               ///< of that file
    std::optional<std::string> report;                ///< UTF-8; spans count its code points
    std::vector<domain::RegionBox> regions;           ///< boxes in pixels of that file, clipped to it
    std::map<domain::TagId, domain::Existence> tags;  ///< a tag that is not said is not a key
    /// Links that people judged (spans, regions, rules and, where one was drawn, the box); empty: the parser's.
    std::optional<std::vector<domain::Link>> links;
    std::string patient;
    std::string study;
    Split split = Split::Train;
};

/// An ASG data set on disk ("asg-dataset/1"): a folder with pictures and index.jsonl, whose first line is
/// {"schema": "asg-dataset/1", "source": text} and each further one an entry:
/// {"image", "sha256", "report": text | null, "regions": [{"name", "box": [x1, y1, x2, y2], "origin"}],
///  "tags": {name: "present" | "absent" | "uncertain"}, "patient", "study", "split": "train" | "validate" | "test"}
///  and,
/// where people judged them, "links": [{"spans": [[start, end]], "regions": [names], "rules": [1..9],
/// "box": [x1, y1, x2, y2] | null}].
struct Dataset {
    std::filesystem::path folder;
    std::string source;  ///< what it was made from, for people
    std::vector<Entry> entries;
    std::string sha256;  ///< of index.jsonl: what a checkpoint belongs to
};

/// Reads the index; pictures are opened only when they are needed. Blocks on the disk. Errors: NotFound; InvalidData
/// names the line and what is wrong with it (another schema, an unknown region, a path that is absolute …).
[[nodiscard]] base::Result<Dataset> readDataset(const std::filesystem::path& folder);

/// Writes index.jsonl of `dataset.folder` aside, then renames it.
[[nodiscard]] base::Result<void> writeIndex(const Dataset& dataset);

}  // namespace asg::pretraining
