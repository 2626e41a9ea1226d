#include "ui/widgets/correction_choosers.h"

#include "ui/presenters/finding_names.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/chooser_popup.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>

#include <span>

namespace asg::widgets {
namespace {

QStringList namesOf(std::span<const domain::RegionId> regions) {
    QStringList names;
    for (const auto region : regions) names << presenters::regionText(region);
    return names;
}

}  // namespace

CorrectionChoosers::CorrectionChoosers(presenters::Workspace& workspace, const ReportTextView& report, QWidget& panel)
    : QObject(&panel),
      m_workspace(workspace),
      m_correction(workspace.correction()),
      m_report(report),
      m_findings(new ChooserPopup(ChooserPopup::Mode::One, &panel)),
      m_newFindings(new ChooserPopup(ChooserPopup::Mode::One, &panel)),
      m_places(new ChooserPopup(ChooserPopup::Mode::Several, &panel)) {
    m_places->setWordsForNone(tr("nothing to point at"));
    m_places->setNameAt([this](QPoint onScreen) { return regionNameAt(onScreen); },
                        tr("A click on a region in the picture marks it, too."));
    connect(m_findings, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        if (m_chosenFor) m_correction.setFinding(*m_chosenFor, findingShownAs(names.first()));
    });
    connect(m_newFindings, &ChooserPopup::chosen, this, [this](const QStringList& names) { takeNew(names.first()); });
    connect(m_places, &ChooserPopup::chosen, this, &CorrectionChoosers::takePlaces);
}

/// Of the open picture alone: a prior beside it has regions of its own.
QString CorrectionChoosers::regionNameAt(QPoint onScreen) const {
    for (auto* at = QApplication::widgetAt(onScreen); at != nullptr; at = at->parentWidget()) {
        const auto* view = qobject_cast<viewport::Viewport*>(at);
        if (view == nullptr) continue;
        const bool isOpen = view->radiograph() != nullptr && view->radiograph() == m_workspace.study().radiograph();
        const auto region = isOpen ? view->regionAt(view->mapFromGlobal(QPointF(onScreen))) : std::nullopt;
        return region ? presenters::regionText(*region) : QString();
    }
    return {};
}

QStringList CorrectionChoosers::findingNames() const {
    return presenters::findingTexts(m_correction.findings());
}

std::string CorrectionChoosers::findingShownAs(const QString& shown) const {
    return presenters::findingShownAs(m_correction.findings(), shown);
}

void CorrectionChoosers::chooseFinding(const domain::SeenTriplet& triplet, const QWidget& anchor) {
    if (m_correction.findings().empty()) return;
    m_chosenFor = triplet;
    m_findings->openAt(anchor, findingNames(),
                       {presenters::findingText(m_correction.reading().triplets[triplet.row].finding)});
}

void CorrectionChoosers::chooseNew(const QWidget& anchor) {
    m_newFindings->openAt(anchor, findingNames(), {});
}

void CorrectionChoosers::takeNew(const QString& name) {
    const auto marked = m_report.markedWords();
    std::optional<domain::TextSpan> words;
    if (marked) words = m_workspace.report().spanOf(marked->range);
    Q_EMIT adding();
    m_correction.add(findingShownAs(name), words);
}

void CorrectionChoosers::choosePlace(const std::optional<domain::SeenTriplet>& triplet, const QWidget& anchor) {
    m_chosenFor = triplet;
    const auto& reading = m_correction.reading();
    const auto current = namesOf(triplet ? reading.triplets[triplet->row].regions : reading.places);
    auto offered = namesOf(domain::modelRegions());
    for (const auto& name : current)
        if (!offered.contains(name)) offered << name;
    m_places->openAt(anchor, offered, current);
}

void CorrectionChoosers::takePlaces(const QStringList& names) {
    std::vector<domain::RegionId> regions;
    for (const auto& name : names)
        if (const auto region = presenters::regionShownAs(name)) regions.push_back(*region);
    if (m_chosenFor)
        m_correction.setPlace(*m_chosenFor, regions);
    else
        m_correction.setPlaces(regions);
}

void CorrectionChoosers::hide() {
    for (auto* list : {m_findings, m_newFindings, m_places}) list->hide();
}

}  // namespace asg::widgets
