#pragma once

#include "core/project/project.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace asg::project {

/// A place in a reader's queue.
struct QueueEntry {
    std::size_t item = 0;   ///< number in Project::items
    bool isRepeat = false;  ///< the reader meets it for the second time
    friend bool operator==(const QueueEntry&, const QueueEntry&) = default;
};

/// The items that each of the readers who share reads, ascending: of those that are not gold the share that
/// Project::overlapPercent says, rounded half up. Pure.
[[nodiscard]] std::vector<std::size_t> overlapItems(const Project& project);

/// What a reader is to read, in order; empty for who is no reader of the project. It follows from the project alone, so
/// that it is the same on every machine, whatever anybody has read by now. Gold items come first, as given. In another
/// order than a random one the overlap's items still stand at random places: what a model puts first must not choose
/// what readers are compared on. A hidden repeat stands at least a third of the queue behind its first. An item's
/// chances are drawn from the seed and its picture's hash, so that further items do not change who of two is drawn
/// first. Pure; any thread.
[[nodiscard]] std::vector<QueueEntry> queueOf(const Project& project, std::string_view reader);

}  // namespace asg::project
