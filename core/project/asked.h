#pragma once

#include "core/domain/review.h"
#include "core/project/item_record.h"
#include "core/project/queue.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace asg::project {

/// What a decision at a place of a reader's queue (from 0) records of how it was asked for. Of a list its source stands
/// in `order`: where a model made it, the reader has had its word. Pure.
[[nodiscard]] domain::Asked askedAt(const Project& project, const QueueEntry& entry, std::size_t place);

/// The two times that a reader may meet an item.
enum class Meeting : std::uint8_t { First, Repeat };

/// Which of the two a decision says that it was given at; one that says nothing, or was given for another project, is
/// of the first. What takes a decision back is of its time: `history` holds both. Pure.
[[nodiscard]] Meeting meetingOf(std::span<const domain::ReviewDecision> history, const domain::ReviewDecision& decision,
                                const std::string& project);

/// The record with the decisions of one of the two times alone. Pure.
[[nodiscard]] ItemRecord decidedAt(Meeting meeting, const ItemRecord& item, const std::string& project);

}  // namespace asg::project
