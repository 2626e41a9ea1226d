#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>
#include <QPoint>
#include <QStringList>

#include <optional>
#include <string>

class QWidget;

namespace asg::widgets {

class ChooserPopup;
class ReportTextView;

/// The lists to choose from while a sentence is corrected: another finding, a finding to add, places. What is chosen
/// goes to the CorrectionPresenter. GUI thread.
class CorrectionChoosers final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. The lists open inside `panel`; words that are marked in `report` name a finding to be
    /// added.
    CorrectionChoosers(presenters::Workspace& workspace, const ReportTextView& report, QWidget& panel);

    void chooseFinding(const domain::SeenTriplet& triplet, const QWidget& anchor);
    void chooseNew(const QWidget& anchor);
    /// Of a triplet; nothing: of the places without a finding.
    void choosePlace(const std::optional<domain::SeenTriplet>& triplet, const QWidget& anchor);
    void hide();

Q_SIGNALS:
    /// A finding is about to be added.
    void adding();

private:
    void takeNew(const QString& name);
    void takePlaces(const QStringList& names);
    [[nodiscard]] QStringList findingNames() const;
    [[nodiscard]] std::string findingShownAs(const QString& shown) const;
    [[nodiscard]] QString regionNameAt(QPoint onScreen) const;

    presenters::Workspace& m_workspace;
    presenters::CorrectionPresenter& m_correction;
    const ReportTextView& m_report;
    ChooserPopup* m_findings;
    ChooserPopup* m_newFindings;
    ChooserPopup* m_places;
    /// What the open list is for, as it was when the list opened; nothing: the places without a finding.
    std::optional<domain::SeenTriplet> m_chosenFor;
};

}  // namespace asg::widgets
