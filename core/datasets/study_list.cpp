#include "core/datasets/study_list.h"

#include <utility>

namespace asg::datasets {

ImportedStudy& StudyList::study(const std::string& image, const std::function<void(ImportedStudy&)>& start) {
    const auto [entry, isNew] = m_byImage.try_emplace(image, m_studies.size());
    if (isNew) {
        m_studies.emplace_back();
        m_studies.back().image = image;
        if (start) start(m_studies.back());
    }
    return m_studies[entry->second];
}

std::span<ImportedFinding> StudyList::findings(const std::string& image, const std::string& label,
                                               const std::string& text, const std::string& reader,
                                               const std::function<std::vector<ImportedFinding>()>& read) {
    auto& all = study(image).findings;
    const auto [entry, isNew] = m_findings.try_emplace(std::tuple(image, label, text, reader));
    if (isNew) {
        entry->second.first = all.size();
        for (auto& finding : read()) {
            finding.label = label;
            finding.text = text;
            finding.reader = reader;
            all.push_back(std::move(finding));
        }
        entry->second.count = all.size() - entry->second.first;
    }
    return std::span(all).subspan(entry->second.first, entry->second.count);
}

std::vector<ImportedStudy> StudyList::take(bool readAsLatin1) {
    if (readAsLatin1)
        for (auto& study : m_studies) study.warnings.push_back({domain::WarningCode::TableAsLatin1});
    return std::move(m_studies);
}

}  // namespace asg::datasets
