#include "ui/presenters/patient_ties.h"

#include "core/study/own_table.h"
#include "ui/presenters/on_gui_thread.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

std::filesystem::path tiesTable() {
    return study::ownTable("patients.tsv");
}

}  // namespace

void PatientTies::load() {
    run([] { return study::loadHandGroups(tiesTable()); });
}

void PatientTies::tie(const std::string& one, const std::string& other) {
    const study::HandGroups further{{one, other}};
    add(further);
    run([further] { return study::keepHandGroups(tiesTable(), further); });
}

void PatientTies::add(const study::HandGroups& further) {
    const auto before = m_all.size();
    for (const auto& pair : further)
        if (std::ranges::find(m_all, pair) == m_all.end()) m_all.push_back(pair);
    if (m_all.size() != before) Q_EMIT changed();
}

void PatientTies::run(std::function<base::Result<study::HandGroups>()> work) {
    m_files.enqueue(jobs::Job<study::HandGroups>{
        [work = std::move(work)](const std::stop_token&, const base::Progress&) -> base::Outcome<study::HandGroups> {
            auto groups = work();
            if (!groups) return groups.error();
            return std::move(*groups);
        },
        [this](jobs::RequestId, base::Outcome<study::HandGroups> outcome) {
            onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) Q_EMIT problem(QString::fromStdString(outcome.error().text));
                if (outcome.done()) add(outcome.value());
            });
        }});
}

}  // namespace asg::presenters
