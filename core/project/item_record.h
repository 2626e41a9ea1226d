#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/project/project.h"
#include "core/review/carry_over.h"
#include "core/review/journal_copies.h"
#include "core/review/reader_verdicts.h"
#include "core/review/review_store.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::project {

/// Parses a report's bytes. On the caller's thread.
using ParseReport = std::function<base::Result<domain::Report>(std::string_view bytes)>;

/// What is known of an item: its report as the project has it, and all that was decided on its picture.
struct ItemRecord {
    std::string imageSha256;
    std::optional<domain::Report> report = {};
    std::string reportSha256 = {};  ///< of the report's text, as decisions name it; empty without one
    /// One for each copy of the picture's journal that is no beginning of another, brought to that report.
    std::vector<review::DecisionsOnReport> copies = {};
};

/// A project's items in their order, and what could not be read; the rest stands nevertheless.
struct ProjectRecord {
    std::vector<ItemRecord> items;
    std::vector<base::Error> failed;
};

/// The bytes of an item's report, which must be those that the project was made with. Errors: those of reading the
/// file, InvalidData (another report lies there). Blocks on the disk.
[[nodiscard]] base::Result<std::string> reportBytes(const ProjectFile& report,
                                                    const std::filesystem::path& projectFolder);

/// The record of a project's items from journals that were gathered, which are left as they are; reads the items'
/// reports. A report whose bytes are others than the project says has failed. Blocks on the disk; a stop ends it soon,
/// with what was read by then.
[[nodiscard]] ProjectRecord recordOf(const Project& project, const std::filesystem::path& projectFolder,
                                     const review::GatheredJournals& gathered, const ParseReport& parse,
                                     const std::stop_token& stop = {});

/// The same from the journals below data folders ($ASG_DATA of readers, or copies of it). Errors: NotFound (a data
/// folder that is not there).
[[nodiscard]] base::Result<ProjectRecord> readRecord(const Project& project, const std::filesystem::path& projectFolder,
                                                     const std::vector<std::filesystem::path>& dataFolders,
                                                     const ParseReport& parse, const std::stop_token& stop = {});

/// The record of a picture that is in no project, from copies of its journal: on the report of that text, where it lies
/// in one of their stores. Blocks on the disk.
[[nodiscard]] ItemRecord recordOfPicture(const std::string& image, const std::vector<review::JournalCopy>& copies,
                                         const std::string& reportSha256, const ParseReport& parse);

/// The same of the decisions that a store has on the items' pictures.
[[nodiscard]] ProjectRecord readRecord(const Project& project, const std::filesystem::path& projectFolder,
                                       const review::ReviewStore& store, const ParseReport& parse,
                                       const std::stop_token& stop = {});

/// What a store has by now on an item's picture takes the place of what was known of it. Blocks on the store; where it
/// cannot be read the item stays as it was. Errors: the store's.
[[nodiscard]] base::Result<void> readAgain(ItemRecord& item, const review::ReviewStore& store,
                                           const ParseReport& parse);

/// Why an item's picture cannot be read as the project has it: it is not there; with wrongPicture its bytes are looked
/// at, too, and may be others. Nothing: it can. Both block on the disk.
[[nodiscard]] std::optional<base::Error> missingPicture(const Item& item, const std::filesystem::path& projectFolder);
[[nodiscard]] std::optional<base::Error> wrongPicture(const Item& item, const std::filesystem::path& projectFolder);

/// What of an item's decisions counts no longer in one of the copies. Pure.
[[nodiscard]] std::set<review::DecisionName> takenBackOn(const ItemRecord& item);

/// What each reader said of the item's links and boxes, and did not take back in any copy; with `before`, of what was
/// decided before that time alone. Verdicts that do not hold on the project's report are there with the text that they
/// were given on. Pure.
[[nodiscard]] review::ReaderVerdicts verdictsOn(const ItemRecord& item, const std::string& before = {});

}  // namespace asg::project
