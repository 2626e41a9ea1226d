#pragma once

#include "core/project/item_count.h"
#include "core/project/item_record.h"
#include "core/project/queue.h"
#include "core/review/correction.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace asg::project {

/// How far a reader has come with one place of his queue.
struct EntryProgress {
    QueueEntry entry;
    std::string begun = {};    ///< when he first decided something there; empty: not yet
    bool beginIsTold = false;  ///< by the decisions themselves, which say that they were asked there; else by times
    ItemCount count = {};
    bool isKeyImage = false;  ///< a frame of it is one to him

    [[nodiscard]] bool isDone() const { return count.isDone(); }
};

/// What he was asked on gold items and the gold reader answered, and how often both said the same.
struct GoldAgreement {
    std::size_t both = 0;
    std::size_t same = 0;
};

struct ReaderProgress {
    std::string reader;
    std::vector<EntryProgress> entries;             ///< in the order of his queue
    std::optional<double> secondsPerQuestion = {};  ///< nothing before he judged two
    GoldAgreement gold = {};

    [[nodiscard]] std::size_t questions() const;
    [[nodiscard]] std::size_t judged() const;
    [[nodiscard]] std::size_t unsure() const;
    /// The number in `entries` of the first that is not done.
    [[nodiscard]] std::optional<std::size_t> next() const;
    /// Seconds for what is left at the pace so far.
    [[nodiscard]] std::optional<double> secondsLeft() const;
};

/// The copy in which the reader said something last; null where he said nothing. Pure.
[[nodiscard]] const review::DecisionsOnReport* newestCopy(const ItemRecord& item, const std::string& reader);

/// The item's report as the reader corrected it, by the copy in which he said something last; nothing without a report,
/// or where he said nothing. Pure.
[[nodiscard]] std::optional<review::CorrectedReport> correctedBy(const ItemRecord& item, const std::string& reader);

/// What the reader is asked of an item: each sentence of each link of the report as he corrected it. Pure.
[[nodiscard]] std::vector<review::JudgedLink> questionsOf(const ItemRecord& item, const std::string& reader);

/// How far a reader of the project has come. A question is judged by a verdict, "unsure" among them, or by a correction
/// of its sentence; an item without links by anything that he says of the picture. A repeat is judged by the decisions
/// that say that they were given in it. Where none does (an earlier version wrote them), by what he says when he comes
/// back to the picture after having decided on the one that stands before the repeat in his queue. The pace is the time
/// from decision to decision, pauses of over five minutes left out, for each question judged. It follows from the
/// records alone. Pure.
[[nodiscard]] ReaderProgress progressOf(const Project& project, const ProjectRecord& record, const std::string& reader);

/// Who decided on the project's pictures, ascending. Pure.
[[nodiscard]] std::vector<std::string> readersIn(const ProjectRecord& record);

}  // namespace asg::project
