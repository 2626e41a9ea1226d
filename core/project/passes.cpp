#include "core/project/passes.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <iterator>

namespace asg::project {

Passes::Passes(const Project& project, const ProjectRecord& record) : m_project(project), m_record(record) {
    for (const auto& reader : project.readers)
        for (const auto& at : progressOf(project, record, reader.name).entries)
            if (at.entry.isRepeat && !at.beginIsTold && !at.begun.empty())
                m_begunAgain[reader.name][at.entry.item] = at.begun;
}

Meeting Passes::meetingAt(std::size_t item, std::span<const domain::ReviewDecision> history,
                          const domain::ReviewDecision& decision) const {
    const auto reader = m_begunAgain.find(decision.reader);
    if (reader == m_begunAgain.end()) return meetingOf(history, decision, m_project.name);
    const auto begun = reader->second.find(item);
    if (begun == reader->second.end()) return meetingOf(history, decision, m_project.name);
    const auto* subject = review::subjectOf(history, decision);
    return (subject == nullptr ? decision : *subject).time >= begun->second ? Meeting::Repeat : Meeting::First;
}

std::vector<domain::ReviewDecision> Passes::of(std::size_t item, Meeting meeting,
                                               std::span<const domain::ReviewDecision> history) const {
    std::vector<domain::ReviewDecision> given;
    std::ranges::copy_if(history, std::back_inserter(given), [&](const auto& decision) {
        return decision.template as<domain::ModelSeen>() != nullptr || meetingAt(item, history, decision) == meeting;
    });
    return given;
}

ItemRecord Passes::itemIn(std::size_t item, Meeting meeting) const {
    const auto& all = m_record.items[item];
    ItemRecord met = all;
    for (std::size_t i = 0; i < met.copies.size(); ++i) {
        met.copies[i].given = of(item, meeting, all.copies[i].given);
        met.copies[i].lost = of(item, meeting, all.copies[i].lost);
    }
    return met;
}

review::ReaderVerdicts Passes::verdicts(std::size_t item, Meeting meeting) const {
    return verdictsOn(itemIn(item, meeting));
}

}  // namespace asg::project
