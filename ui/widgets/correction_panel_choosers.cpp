// What the panel of corrections offers to choose from.
#include "ui/widgets/chooser_popup.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QPushButton>
#include <QStringList>

#include <span>

namespace asg::widgets {
namespace {

QStringList namesOf(std::span<const domain::RegionId> regions) {
    QStringList names;
    for (const auto region : regions) {
        const auto name = domain::regionName(region);
        names << QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    return names;
}

}  // namespace

void CorrectionPanel::makeChoosers() {
    m_findings = new ChooserPopup(ChooserPopup::Mode::One, this);
    m_newFindings = new ChooserPopup(ChooserPopup::Mode::One, this);
    m_places = new ChooserPopup(ChooserPopup::Mode::Several, this);
    m_places->setWordsForNone(tr("nothing to point at"));
    connect(m_findings, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        if (m_chosenFor) m_correction.setFinding(*m_chosenFor, names.first().toStdString());
    });
    connect(m_newFindings, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        const auto marked = m_report.markedWords();
        std::optional<domain::TextSpan> words;
        if (marked) words = m_workspace.report().spanOf(marked->range);
        m_awaitsNew = true;
        showLit();
        m_correction.add(names.first().toStdString(), words);
    });
    connect(m_places, &ChooserPopup::chosen, this, &CorrectionPanel::takePlaces);
}

QStringList CorrectionPanel::findingNames() const {
    QStringList names;
    for (const auto& finding : m_correction.findings()) names << QString::fromStdString(finding.name);
    return names;
}

void CorrectionPanel::chooseFinding() {
    const auto triplet = litTriplet();
    if (!triplet || m_correction.findings().empty()) return;
    m_chosenFor = triplet;
    m_findings->openAt(m_rows[triplet->row]->findingControl(), findingNames(),
                       {QString::fromStdString(m_correction.reading().triplets[triplet->row].finding)});
}

void CorrectionPanel::choosePlace() {
    const auto triplet = litTriplet();
    if (!triplet && !onPlaces()) return;
    m_chosenFor = triplet;
    const auto& reading = m_correction.reading();
    const auto& current = triplet ? reading.triplets[triplet->row].regions : reading.places;
    auto offered = namesOf(domain::modelRegions());
    for (const auto& name : namesOf(current))
        if (!offered.contains(name)) offered << name;
    auto* row = triplet ? m_rows[triplet->row] : m_placesRow;
    m_places->openAt(row->placeControl(), offered, namesOf(current));
}

void CorrectionPanel::takePlaces(const QStringList& names) {
    std::vector<domain::RegionId> regions;
    for (const auto& name : names)
        if (const auto region = domain::regionFromName(name.toStdString())) regions.push_back(*region);
    if (m_chosenFor)
        m_correction.setPlace(*m_chosenFor, regions);
    else
        m_correction.setPlaces(regions);
}

void CorrectionPanel::chooseNew() {
    if (m_add->isEnabled()) m_newFindings->openAt(*m_add, findingNames(), {});
}

}  // namespace asg::widgets
