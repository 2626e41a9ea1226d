#pragma once

#include "core/project/asked.h"
#include "core/project/reader_progress.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace asg::project {

/// Which of a project's decisions readers gave at which of the two times that they met an item: as the decisions say
/// themselves (meetingOf). Of a repeat in which none says it (an earlier version wrote them), by when the reader came
/// back to the picture (EntryProgress). Project and record outlive it. Pure; any thread.
class Passes {
public:
    Passes(const Project& project, const ProjectRecord& record);

    /// Of a history on an item's picture, what was given then, and what took it back; that a model was seen is known
    /// both times.
    [[nodiscard]] std::vector<domain::ReviewDecision> of(std::size_t item, Meeting meeting,
                                                         std::span<const domain::ReviewDecision> history) const;
    /// The item's record with what was given then alone.
    [[nodiscard]] ItemRecord itemIn(std::size_t item, Meeting meeting) const;
    /// verdictsOn() of that.
    [[nodiscard]] review::ReaderVerdicts verdicts(std::size_t item, Meeting meeting) const;

private:
    [[nodiscard]] Meeting meetingAt(std::size_t item, std::span<const domain::ReviewDecision> history,
                                    const domain::ReviewDecision& decision) const;

    const Project& m_project;
    const ProjectRecord& m_record;
    std::map<std::string, std::map<std::size_t, std::string>> m_begunAgain;  ///< by reader and item; not where told
};

}  // namespace asg::project
