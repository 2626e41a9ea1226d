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
#include <set>
#include <string>
#include <utility>
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
    std::string original = {};  ///< SHA-256 of the file that the picture was made from; empty: not known
    /// Where people judged: tags of sentences that they let stand, and regions whose box they said not to fit and did
    /// not draw anew. `tags` has what the whole report says.
    std::set<domain::TagId> judgedTags = {};
    std::set<domain::RegionId> rejectedBoxes = {};
};

/// What people said of the pictures of a data set, in counts; all empty where nobody judged.
struct Annotations {
    std::map<std::string, std::size_t> readers;                ///< name → decisions that hold
    std::map<std::string, std::size_t> verdicts;               ///< on sentences of links, by name
    std::map<std::string, std::size_t> rejectCodes;            ///< why a link was rejected, by name
    std::map<std::string, std::size_t> boxes;                  ///< "drawn", "accepted", "rejected"
    std::size_t repeats = 0;                                   ///< decisions given in a reader's second pass
    std::set<std::pair<std::string, std::string>> guidelines;  ///< a project's name and the version that was held to

    void add(const Annotations& other);
    [[nodiscard]] bool empty() const { return readers.empty() && verdicts.empty() && boxes.empty(); }
    friend bool operator==(const Annotations&, const Annotations&) = default;
};

/// {"readers": [{"name", "decisions"}], "verdicts": {name: count}, "rejectCodes": the same, "boxes": the same,
///  "repeats", "guidelines": [{"project", "version"}]}.
[[nodiscard]] nlohmann::ordered_json toJson(const Annotations& annotations);

/// An ASG data set on disk ("asg-dataset/1"): a folder with pictures and index.jsonl, whose first line is
/// {"schema": "asg-dataset/1", "source": text} and each further one an entry:
/// {"image", "sha256", "report": text | null, "regions": [{"name", "box": [x1, y1, x2, y2], "origin"}],
///  "tags": {name: "present" | "absent" | "uncertain"}, "patient", "study", "split": "train" | "validate" | "test"}
///  and,
/// where people judged them, "links": [{"spans": [[start, end]], "regions": [names], "rules": [1..9],
/// "box": [x1, y1, x2, y2] | null}], "judgedTags": [names] and "rejectedBoxes": [names]. "original" is there where it
/// is known. The first line of a data set that people judged has "annotations" besides.
struct Dataset {
    std::filesystem::path folder;
    std::string source;  ///< what it was made from, for people
    std::vector<Entry> entries;
    std::string sha256;  ///< of index.jsonl: what a checkpoint belongs to
    Annotations annotations = {};
};

/// Reads the index; pictures are opened only when they are needed. Blocks on the disk. Errors: NotFound; InvalidData
/// names the line and what is wrong with it (another schema, an unknown region, a path that is absolute …).
[[nodiscard]] base::Result<Dataset> readDataset(const std::filesystem::path& folder);

/// Writes index.jsonl of `dataset.folder` aside, then renames it.
[[nodiscard]] base::Result<void> writeIndex(const Dataset& dataset);

}  // namespace asg::pretraining
