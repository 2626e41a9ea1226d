#include "core/project/asked.h"

#include "core/review/in_force.h"

#include <vector>

namespace asg::project {

domain::Asked askedAt(const Project& project, const QueueEntry& entry, std::size_t place) {
    std::string order(name(project.order));
    if (!project.orderSource.empty()) order += ": " + project.orderSource;
    return {project.name, project.guideline.version, std::move(order), place + 1, entry.isRepeat};
}

Meeting meetingOf(std::span<const domain::ReviewDecision> history, const domain::ReviewDecision& decision,
                  const std::string& project) {
    const auto* subject = review::subjectOf(history, decision);
    const auto& asked = (subject != nullptr ? *subject : decision).asked;
    return asked && asked->project == project && asked->repeat ? Meeting::Repeat : Meeting::First;
}

ItemRecord decidedAt(Meeting meeting, const ItemRecord& item, const std::string& project) {
    auto record = item;
    for (std::size_t i = 0; i < record.copies.size(); ++i) {
        const auto& all = item.copies[i].given;
        const auto isOther = [&](const auto& decision) { return meetingOf(all, decision, project) != meeting; };
        std::erase_if(record.copies[i].given, isOther);
        std::erase_if(record.copies[i].lost, isOther);
    }
    return record;
}

}  // namespace asg::project
